// The right side: all that is known of what is selected.
async function showDetails(selection) {
  const place = byId('details');
  if (!selection) {
    place.replaceChildren(make('h2', '', 'Details'), make('p', 'faint', 'Choose a finding, a lock or an order. Keys: / to search, arrows in a list, Enter to open, Escape to go back to the search.'));
    return;
  }
  const content = await ({ finding: findingDetails, class: classDetails, dependency: dependencyDetails, wait: waitDetails })[selection.type](selection);
  if (selected === selection) place.replaceChildren(...content.filter(part => part !== null));
}

async function findingDetails(selection) {
  const detail = selection.detail ??= await ask('findings/' + encodeURIComponent(selection.key));
  const found = detail.finding;
  return [
    make('h2', '', make('bdi', '', safe(found.headline, 400))),
    make('div', '', make('span', 'chip ' + found.verdict, found.verdict.toLowerCase()), make('span', 'chip', found.rule), make('span', 'chip', found.kind), allowedChip(found),
      make('span', 'chip', found.count > 1 ? `met ${found.count.toLocaleString('en')} times` : 'met once')),
    found.allowed ? make('p', 'allowance', 'Allowed, nothing fails of it: ', make('bdi', '', safe(found.allowed, 600))) : null,
    found.expired ? make('p', 'allowance', `It was allowed until ${found.expired}.`) : null,
    make('p', '', make('bdi', '', safe(detail.reason, 600))),
    make('p', 'faint', 'flow ', name(detail.flow), ' in ', make('bdi', '', detail.executions.map(text => safe(text)).join(', '))),
    found.first ? make('p', 'faint', `first ${when(found.first)}, last ${when(found.last)}`) : null,
    ...waits(detail.waits ?? []),
    ...steps(detail.steps),
    ...held(detail.held),
    make('h3', '', 'Where'), frames(detail.position),
    make('h3', '', 'Report'), make('pre', '', detail.report),
  ];
}

function steps(list) {
  if (list.length === 0) return [];
  return [make('h3', '', 'Orders that contradict each other'), ...list.map((step, index) => make('div', index === 0 ? 'card danger' : 'card',
    make('p', '', `${index + 1}  `, lockButton(step.fromKey, step.from), ' → ', lockButton(step.toKey, step.to), index === 0 ? make('span', 'faint', '  this operation') : ''),
    ...witness(step.witness)))];
}

function witness(seen) {
  return [
    make('p', 'faint', seen.declared ? 'declared by the program' : 'by ', seen.declared ? '' : name(seen.flow), seen.declared ? '' : ' in ', seen.declared ? '' : make('bdi', '', safe(seen.execution)),
      seen.inherited ? '; held because its parent flow held it' : ''),
    make('details', '', make('summary', '', 'where it was held and taken'), make('span', 'faint', 'held at'), frames(seen.held), make('span', 'faint', 'taken at'), frames(seen.taken)),
  ];
}

// Who waits for whom.
function waits(list) {
  if (list.length === 0) return [];
  return [make('h3', '', 'Who waits'), ...list.map(wait => make('div', 'card danger', ...waitLines(wait),
    make('details', '', make('summary', '', 'where, and what it holds meanwhile'), frames(wait.position), ...held(wait.held))))];
}

function waitLines(wait) {
  return [
    make('p', '', name(wait.flow, ''), ' waits for ', lockButton(wait.key, wait.name), make('span', 'faint', `  ${wait.mode.toLowerCase()}, instance `), name(wait.instance)),
    make('p', '', `since ${when(wait.since)}`, ...(wait.holders.length > 0 ? ['; held by ', ...listed(wait.holders)] : ['; it is not known who holds it'])),
    make('p', 'faint', 'in ', make('bdi', '', safe(wait.execution))),
  ];
}

async function waitDetails(selection) {
  const all = model.live?.waits ?? [], wait = all.find(each => waitKey(each) === selection.key);
  if (!wait) return [make('h2', '', 'This wait is over.')];
  const next = all.filter(each => each !== wait && wait.holders.includes(each.flow));
  return [
    make('h2', '', name(wait.flow, ''), ' waits for ', name(wait.name, '')),
    ...waitLines(wait),
    next.length > 0 ? make('h3', '', 'Holders that wait themselves') : null,
    next.length > 0 ? make('ul', 'rows', ...next.slice(0, 20).map(waitRow)) : null,
    ...held(wait.held),
    make('h3', '', 'Where'), frames(wait.position),
  ];
}

function held(list) {
  if (list.length === 0) return [];
  return [make('h3', '', 'Held, oldest first'), ...list.map(use => make('div', use.inConflict ? 'card danger' : 'card',
    make('p', '', lockButton(use.key, use.name), make('span', 'faint', `  ${use.mode.toLowerCase()}${use.count > 1 ? `, ${use.count} times` : ''}, instance `), name(use.instance)), frames(use.position)))];
}

async function classDetails(selection) {
  const index = model.byKey.get(selection.key);
  if (index === undefined) return [make('h2', '', 'This lock class is gone.')];
  const type = model.classes[index];
  const about = model.findings.filter(found => found.classes.includes(type.key));
  const holders = (model.live?.held ?? []).filter(flow => flow.locks.some(lock => lock.label === type.label));
  const orders = (dependencies, end, title) => [make('h3', '', `${title} (${dependencies.length})`),
    ...dependencies.slice(0, 100).map(d => { const other = model.classes[model.dependencies[d][end]]; return make('p', '', lockButton(other.key, other.name), make('span', 'faint', '  ' + modes(kindNames(model.dependencies[d][2])))); })];
  return [
    make('h2', '', name(type.name, '')),
    make('p', 'faint', make('bdi', '', safe(type.label, 240))),
    make('div', '', make('span', 'chip', `wait types {${type.wait}}`), make('span', 'chip', `usage {${safe(type.usage)}}`)),
    holders.length > 0 ? make('p', '', 'held now by ', ...holders.flatMap(flow => [name(flow.flow), ' '])) : null,
    about.length > 0 ? make('h3', '', 'Findings') : null,
    about.length > 0 ? make('ul', 'rows', ...about.slice(0, 20).map(found => findingRow(model.findings.indexOf(found)))) : null,
    ...orders(model.in[index], 0, 'Held before it'),
    ...orders(model.out[index], 1, 'Taken under it'),
  ];
}

async function dependencyDetails(selection) {
  const [from, to] = selection.key.split('/');
  const { items } = await ask(`dependencies?from=${from}&to=${to}`);
  if (items.length === 0) return [make('h2', '', 'This order is gone.')];
  return items.flatMap(step => [
    make('h2', '', name(step.from, ''), ' → ', name(step.to, '')),
    make('p', '', make('span', 'faint', 'held '), lockButton(step.fromKey, step.from)), make('p', '', make('span', 'faint', 'taken '), lockButton(step.toKey, step.to)),
    make('p', 'faint', 'seen: ' + modes(step.kinds.split(', '))), make('h3', '', 'First seen'), ...witness(step.witness),
    ...(step.others?.length > 0 ? [make('h3', '', 'Also seen'), ...step.others.flatMap(witness)] : [])]);
}
