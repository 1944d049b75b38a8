import { Liquid } from 'liquidjs';

const liquid = new Liquid({ outputEscape: 'escape' });

const layout = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tidings on this machine</title>
<style>
  :root { color-scheme: light dark; --line: #d5dade; --ink: #1c2429; --dim: #5a6770; --ground: #fff; --accent: #0b6e5f; }
  @media (prefers-color-scheme: dark) { :root { --line: #39444b; --ink: #e8edf0; --dim: #9fadb6; --ground: #14191c; --accent: #5fd0bd; } }
  body { margin: 0 auto; padding: 1.5rem; max-width: 60rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
  h1 { font-size: 1.3rem; margin: 0 0 .25rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
  p { margin: .25rem 0 1rem; color: var(--dim); }
  a { color: var(--accent); }
  ul { list-style: none; margin: 0; padding: 0; }
  li { border-top: 1px solid var(--line); padding: .5rem 0; overflow-wrap: anywhere; }
  li small { color: var(--dim); display: block; }
  form { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; }
  button { font: inherit; padding: .4rem .9rem; border: 1px solid var(--line); border-radius: .4rem; background: transparent; color: inherit; cursor: pointer; }
  button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  iframe { width: 100%; height: 46rem; border: 1px solid var(--line); border-radius: .4rem; background: #fff; }
</style>
</head>
<body>
{{ body | raw }}
</body>
</html>`;

const listBody = `<h1>Tidings on this machine</h1>
<p>The clock stands at <strong>{{ now }}</strong>{% if isRunning %} and runs ten minutes a second{% else %} and is stopped{% endif %}.</p>
<form method="post" action="/clock">
  <button name="do" value="toggle">{% if isRunning %}Stop the clock{% else %}Let it run{% endif %}</button>
  <button name="do" value="hour">One hour ahead</button>
  <button name="do" value="day">One day ahead</button>
</form>
<h2>Mailbox ({{ mails | size }})</h2>
<ul>{% for mail in mails %}
<li><a href="/mails/{{ mail.index }}">{{ mail.heading }}</a> <small>{{ mail.subject }}, to {{ mail.to }}</small></li>{% else %}
<li>Nothing yet. The first mail comes within seconds.</li>{% endfor %}
</ul>
<h2>Orders</h2>
<ul>{% for order in orders %}
<li>{{ order.title }} <small><a href="/orders/{{ order.number }}">{{ order.number }}</a>: what was decided, and why</small></li>{% endfor %}
</ul>`;

const mailBody = `<p><a href="/">All mails</a></p>
<h1>{{ subject }}</h1>
<p>{{ from }} to {{ to }}</p>
<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail as the customer sees it" src="/mails/{{ index }}/html"></iframe>
<h2>Its text part</h2>
<pre style="white-space: pre-wrap">{{ text }}</pre>`;

const orderBody = `<p><a href="/">All orders</a></p>
<h1>{{ number }}</h1>
<ul>{% for decision in decisions %}
<li>{{ decision.condition }}{% if decision.reason %} ({{ decision.reason }}){% endif %}: <strong>{{ decision.outcome }}</strong>, {{ decision.speech }}
<small>{{ decision.decidedAt }}, rule {{ decision.trace.ruleId }}{% if decision.trace.because %}, because {{ decision.trace.because }}{% endif %}{% if decision.trace.nearest %}; with {{ decision.trace.nearest.fact }} {{ decision.trace.nearest.needed }} it would have been {{ decision.trace.nearest.wouldHave }}{% endif %}</small></li>{% else %}
<li>Nothing was decided yet.</li>{% endfor %}
</ul>`;

const bodies = {
  list: liquid.parse(listBody),
  mail: liquid.parse(mailBody),
  order: liquid.parse(orderBody),
};
const frame = liquid.parse(layout);

/** A page of the local mailbox; every value is escaped, since mails and orders hold what strangers wrote. */
export async function renderPage(name: keyof typeof bodies, values: object): Promise<string> {
  const body: unknown = await liquid.render(bodies[name], values);
  return String(await liquid.render(frame, { body }));
}
