// A page without a server: what it asks for is in the document.
const file = JSON.parse(document.getElementById('recorded').textContent);
const keyOf = number => 'c' + number;
const stackOf = number => number < 0 ? [] : file.stacks[number].map(line => file.lines[line]);
const witnessOf = seen => ({ ...seen, taken: stackOf(seen.taken), held: stackOf(seen.held) });
const bitsOf = kinds => ['ER', 'EN', 'SR', 'SN'].filter((_, bit) => kinds & (1 << bit)).join(', ');
const nameOf = number => file.classes[number]?.name ?? 'a class that is gone';
const stepOf = (step, witnesses) => ({
  fromKey: keyOf(step.from), from: nameOf(step.from), toKey: keyOf(step.to), to: nameOf(step.to), kinds: bitsOf(step.kinds),
  witness: witnessOf(witnesses[0]), others: witnesses.slice(1).map(witnessOf),
});
const useOf = use => ({ ...use, key: keyOf(use.class), name: nameOf(use.class), count: 1, position: stackOf(use.position) });
const rowOf = (found, index) => ({
  key: String(index), rule: found.rule, kind: found.kind, verdict: found.verdict, headline: found.headline, classes: found.classes.map(keyOf),
  closing: found.cycle.length > 0 ? [keyOf(found.cycle[0].from), keyOf(found.cycle[0].to)] : null, count: 1,
  allowed: found.allowed, expired: found.expired,
});

async function recorded(path) {
  const [place, query = ''] = path.split('?');
  const asked = new URLSearchParams(query);
  if (place === 'live') {
    const leftOut = file.leftOut > 0 ? `; ${file.leftOut.toLocaleString('en')} more orders run against the others and were not looked at` : '';
    return { on: true, status: `${file.runs} recorded ${file.runs === 1 ? 'run' : 'runs'}${leftOut}`, heldLocks: 0, held: [], waits: [],
      statistics: { violations: file.findings.length, classes: file.classes.length, dependencies: file.orders.length, slowAcquisitions: file.acquisitions } };
  }
  if (place === 'graph') {
    return { classes: file.classes.map((type, index) => ({ key: keyOf(index), ...type })), dependencies: file.orders.map(order => [order.from, order.to, order.kinds]) };
  }
  if (place === 'findings') {
    const skip = Number(asked.get('skip'));
    return { total: file.findings.length, items: file.findings.map(rowOf).slice(skip) };
  }
  if (place === 'dependencies') {
    const found = file.orders.filter(order => keyOf(order.from) === asked.get('from') && keyOf(order.to) === asked.get('to'));
    return { items: found.map(order => stepOf(order, order.witnesses)) };
  }
  const index = Number(place.slice('findings/'.length)), found = file.findings[index];
  return {
    finding: rowOf(found, index), fingerprint: found.fingerprint, reason: found.reason, operation: found.operation, flow: found.flow, executions: found.executions,
    position: stackOf(found.position), report: found.report, steps: found.cycle.map(step => stepOf(step, [step.witness])),
    held: found.held.map(useOf), waits: found.waits.map(wait => ({ ...wait, key: keyOf(wait.class), name: nameOf(wait.class), position: stackOf(wait.position), held: wait.held.map(useOf) })),
  };
}
