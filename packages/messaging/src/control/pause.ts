/** What a pause is about; null stands for all of them. */
export interface PauseScope {
  readonly brandId: string | null;
  /** The kind of effect: a condition of the policy. */
  readonly kind: string | null;
  readonly source: string | null;
}

/** Something that is kept from leaving, by a person or by the breaker. */
export interface Pause extends PauseScope {
  readonly by: 'operator' | 'breaker';
  /** For whoever looks: why. */
  readonly note: string | null;
  readonly since: string;
}

/** A person looked at an open breaker and let the kind go on: it does not open again before `until`. */
export interface BreakerLift {
  readonly brandId: string;
  readonly kind: string;
  readonly until: string;
}

/** All that is paused in a deployment; one document, so that it is read and changed as a whole. */
export interface Pauses {
  readonly pauses: readonly Pause[];
  readonly lifts: readonly BreakerLift[];
}

export const NO_PAUSES: Pauses = { pauses: [], lifts: [] };

/** Long enough for what piled up to leave, short enough that a breaker is not forgotten. */
const LIFT_MS = 60 * 60 * 1000;

const PARTS = ['brandId', 'kind', 'source'] as const;

/** True where all that `inner` names is also named by `outer`. */
function covers(outer: PauseScope, inner: PauseScope): boolean {
  return PARTS.every((part) => outer[part] === null || outer[part] === inner[part]);
}

function isSame(one: PauseScope, other: PauseScope): boolean {
  return PARTS.every((part) => one[part] === other[part]);
}

/** The pause that keeps an effect back; a person's goes before the breaker's, because only a person takes it away again. */
export function findPause(pauses: readonly Pause[], effect: PauseScope): Pause | null {
  const found = pauses.filter((pause) => covers(pause, effect));
  return found.find(({ by }) => by === 'operator') ?? found[0] ?? null;
}

export function withPause({ pauses, lifts }: Pauses, added: Pause): Pauses {
  const others = pauses.filter((pause) => !(isSame(pause, added) && pause.by === added.by));
  return { pauses: [...others, added], lifts };
}

/** Takes away every pause inside of the scope; those that reach beyond it stay. */
export function withoutPauses({ pauses, lifts }: Pauses, scope: PauseScope, asOf: Date): Pauses {
  const until = new Date(asOf.getTime() + LIFT_MS).toISOString();
  const lifted = pauses.flatMap(({ by, brandId, kind, ...rest }) =>
    by === 'breaker' && brandId !== null && kind !== null && covers(scope, { brandId, kind, ...rest })
      ? [{ brandId, kind, until }]
      : [],
  );
  return {
    pauses: pauses.filter((pause) => !covers(scope, pause)),
    lifts: [...lifts.filter((lift) => lift.until > asOf.toISOString()), ...lifted],
  };
}
