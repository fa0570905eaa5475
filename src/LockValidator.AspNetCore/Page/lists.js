// The lists on the left. No more rows than a person reads; the search narrows them.
const mostRows = 200;
const lists = {
  findings: { title: 'Findings', find: words => matches(model.findingText ?? [], words), row: findingRow },
  classes: { title: 'Locks', find: words => matches(model.classText ?? [], words), row: classRow },
  dependencies: { title: 'Orders', find: words => matches(model.dependencyText ?? [], words), row: dependencyRow },
  held: { title: 'Held now', find: heldRows, row: heldRow },
  waits: { title: 'Waiting', find: waitRows, row: waitRow },
};
let current = 'findings';

function showLists() {
  const words = wordsOf(byId('search').value);
  byId('tabs').replaceChildren(...Object.entries(lists).map(([key, list]) => {
    list.found = list.find(words);
    const tab = make('button', '', `${list.title} ${list.found.length.toLocaleString('en')}`);
    tab.type = 'button';
    tab.id = 'tab-' + key;
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', 'list');
    tab.setAttribute('aria-selected', String(key === current));
    tab.tabIndex = key === current ? 0 : -1;
    tab.addEventListener('click', () => showTab(key));
    return tab;
  }));
  const { found, row, title } = lists[current];
  byId('list').setAttribute('aria-labelledby', 'tab-' + current);
  byId('list').replaceChildren(...(found.length > 0 ? found.slice(0, mostRows).map(row) : [make('li', 'empty', emptyText(words, title))]));
  byId('more').textContent = found.length > mostRows ? `${(found.length - mostRows).toLocaleString('en')} more: search to narrow the list` : '';
}

// Only the numbers: what is in focus stays in focus.
function countTabs() {
  const words = wordsOf(byId('search').value);
  for (const [key, list] of Object.entries(lists)) {
    list.found = list.find(words);
    byId('tab-' + key).textContent = `${list.title} ${list.found.length.toLocaleString('en')}`;
  }
}

function emptyText(words, title) {
  if (words.length > 0) return `No match under ${title}.`;
  return { findings: 'No finding. What was observed keeps one order.', waits: 'No flow that holds a lock waits for another.' }[current] ?? 'Nothing yet.';
}

function showTab(key) {
  current = key;
  showLists();
  byId('tab-' + key).focus();
}

function rowButton(chosen, ...children) {
  const button = make('button', '', ...children);
  button.type = 'button';
  button.dataset.key = chosen ? chosen.type + ':' + chosen.key : '';
  if (chosen && selected && chosen.type === selected.type && chosen.key === selected.key) button.setAttribute('aria-current', 'true');
  if (chosen) button.addEventListener('click', () => select(chosen));
  return make('li', '', button);
}

function findingRow(index) {
  const found = model.findings[index];
  return rowButton({ type: 'finding', key: found.key },
    make('span', 'chip ' + found.verdict, found.verdict.toLowerCase()), make('span', 'chip', found.rule),
    allowedChip(found), found.count > 1 ? make('span', 'chip', `met ${found.count.toLocaleString('en')} times`) : null,
    make('bdi', 'headline', safe(found.headline, 240)));
}

function classRow(index) {
  const type = model.classes[index];
  return rowButton({ type: 'class', key: type.key },
    make('bdi', 'line lock', safe(type.name)),
    make('span', 'line under', `${model.in[index].length} before, ${model.out[index].length} under it`));
}

function dependencyRow(index) {
  const [from, to, kinds] = model.dependencies[index];
  return rowButton({ type: 'dependency', key: model.classes[from].key + '/' + model.classes[to].key },
    make('span', 'line', name(model.classes[from].name), ' → ', name(model.classes[to].name)),
    make('span', 'line under', modes(kindNames(kinds))));
}

function heldRows(words) {
  return (model.live?.held ?? []).flatMap(flow => flow.locks.map(lock => ({ flow: flow.flow, lock })))
    .filter(({ flow, lock }) => words.every(word => (flow + '\n' + lock.name).toLowerCase().includes(word)));
}

function heldRow({ flow, lock }) {
  const index = model.byLabel.get(lock.label);
  return rowButton(index === undefined ? null : { type: 'class', key: model.classes[index].key },
    make('bdi', 'line lock', safe(lock.name)),
    make('span', 'line under', lock.mode.toLowerCase(), lock.count > 1 ? ` ${lock.count} times` : '', ' by ', make('bdi', '', safe(flow))));
}

const allowedChip = found => found.allowed ? make('span', 'chip allowed', 'allowed') : found.expired ? make('span', 'chip Possible', 'no longer allowed') : null;

const waitKey = wait => [wait.flow, wait.label, wait.since].join('\n');

function waitRows(words) {
  return (model.live?.waits ?? []).filter(wait => words.every(word => [wait.flow, wait.name, ...wait.holders].join('\n').toLowerCase().includes(word)));
}

function waitRow(wait) {
  return rowButton({ type: 'wait', key: waitKey(wait) },
    make('span', 'line', name(wait.flow, ''), ' waits for ', name(wait.name)),
    make('span', 'line under', `since ${when(wait.since)}`, wait.holders.length > 0 ? ', held by ' : '', ...listed(wait.holders)));
}

// Names of flows, one after another; the first few say enough.
const mostListed = 5;
const listed = flows => [...flows.slice(0, mostListed).flatMap((flow, index) => [index > 0 ? ', ' : '', make('bdi', '', safe(flow))]),
  flows.length > mostListed ? ` and ${flows.length - mostListed} more` : ''];
