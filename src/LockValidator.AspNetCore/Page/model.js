// What the server said, prepared for search and drawing. Names are kept as they came; dom.js shows them.
const base = location.pathname.replace(/\/*$/, '/');

const model = { classes: [], dependencies: [], findings: [], live: null, byKey: new Map(), byLabel: new Map(), out: [], in: [] };

// A page that was written to a file has its data in it; see the graph command.
const isRecorded = typeof recorded === 'function';

async function ask(path) {
  if (isRecorded) return recorded(path);
  const answer = await fetch(base + path, { headers: { accept: 'application/json' }, cache: 'no-store', credentials: 'same-origin' });
  if (!answer.ok) throw new Error('the server answered ' + answer.status);
  return answer.json();
}

async function loadLive() {
  model.live = await ask('live');
  return model.live;
}

async function loadGraph() {
  const [graph, findings] = await Promise.all([ask('graph'), loadFindings()]);
  model.classes = graph.classes;
  model.dependencies = graph.dependencies.filter(([from, to]) => from >= 0 && to >= 0);
  model.findings = findings;
  model.byKey = new Map(model.classes.map((type, index) => [type.key, index]));
  model.byLabel = new Map();
  model.classes.forEach((type, index) => { if (!model.byLabel.has(type.label)) model.byLabel.set(type.label, index); });
  model.out = model.classes.map(() => []);
  model.in = model.classes.map(() => []);
  model.dependencies.forEach(([from, to], index) => { model.out[from].push(index); model.in[to].push(index); });

  // Lower case once, not at each key press.
  const names = model.classes.map(type => (type.name + '\n' + type.label).toLowerCase());
  model.classText = names;
  model.dependencyText = model.dependencies.map(([from, to]) => names[from] + '\n' + names[to]);
  model.findingText = findings.map(found => (found.rule + '\n' + found.kind + '\n' + found.verdict + '\n' + found.headline + '\n'
    + found.classes.map(key => names[model.byKey.get(key)] ?? '').join('\n')).toLowerCase());
}

async function loadFindings() {
  const all = [];
  for (;;) {
    const part = await ask('findings?take=1000&skip=' + all.length);
    all.push(...part.items);
    if (all.length >= part.total || part.items.length === 0) return all;
  }
}

function matches(texts, words) {
  const found = [];
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i];
    if (words.every(word => text.includes(word))) found.push(i);
  }
  return found;
}

const wordsOf = query => query.toLowerCase().split(/\s+/).filter(word => word.length > 0);

const kindNames = kinds => ['ER', 'EN', 'SR', 'SN'].filter((_, bit) => kinds & (1 << bit));

// How the earlier lock was held, and how the later one was taken.
const modeWords = { ER: 'exclusive, then shared recursive', EN: 'exclusive, then exclusive or shared', SR: 'shared, then shared recursive', SN: 'shared, then exclusive or shared' };
const modes = names => names.map(kind => modeWords[kind] ?? kind).join('; ');
