/** Lint rules of our own, for what no rule of oxlint's holds. Each says why in its message. */

/** Time is a parameter in the core: `Date.now` and friends are forbidden by name, this takes the argument-less constructor. */
const noClock = {
  create: (context) => ({
    'NewExpression, CallExpression'(node) {
      if (node.callee.name === 'Date' && node.arguments.length === 0)
        context.report({
          node,
          message: 'Time is a parameter: take an instant or the clock port, so that a replay is exact.',
        });
    },
  }),
};

const isMadeByNest = ({ expression }) => ['Injectable', 'Controller'].includes(expression.callee?.name);

/** The class names that a decorated class asks for in its constructor. */
function injectedNames(node) {
  const constructor = node.body.body.find((member) => member.kind === 'constructor');
  return (constructor?.value.params ?? []).flatMap((param) => {
    const type = (param.parameter ?? param).typeAnnotation?.typeAnnotation;
    // With a decorator of its own (`@Inject(TOKEN)`) a parameter names its token itself.
    if (param.decorators?.length > 0) return [];
    return type?.type === 'TSTypeReference' ? [type.typeName.name] : [];
  });
}

/** `import type` of an injected class compiles, and Nest fails at boot: the metadata says Object. */
const injectedAsValue = {
  create(context) {
    const typeOnly = new Map();
    return {
      ImportSpecifier(node) {
        if (node.importKind === 'type' || node.parent.importKind === 'type')
          typeOnly.set(node.local.name, node);
      },
      ClassDeclaration(node) {
        if (!node.decorators.some(isMadeByNest)) return;
        for (const name of injectedNames(node))
          if (typeOnly.has(name))
            context.report({
              node: typeOnly.get(name),
              message: `${name} is injected: import it as a value, or Nest finds no token at boot.`,
            });
      },
    };
  },
};

export default {
  meta: { name: 'tidings' },
  rules: { 'no-clock': noClock, 'injected-as-value': injectedAsValue },
};
