// The picture: a finding's cycle as a ring, else the neighbourhood of a class in three columns.
const mostNeighbours = 14;
const nodeHeight = 30;
const widest = 28;

function drawSelection(selection) {
  const picture = byId('graph');
  picture.replaceChildren(marker('tip', 'tip'), marker('tip-danger', 'tip danger'));
  const box = picture.getBoundingClientRect();
  const size = { width: Math.max(box.width, 420), height: Math.max(box.height, 320) };
  picture.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
  if (selection?.type === 'finding' && selection.detail?.steps.length > 0) drawRing(picture, size, selection.detail.steps);
  else if (selection?.type === 'finding') drawRow(picture, size, model.findings.find(found => found.key === selection.key)?.classes ?? []);
  else if (selection?.type === 'class') drawNeighbours(picture, size, model.byKey.get(selection.key));
  else caption(model.classes.length === 0 ? 'No lock was observed yet.' : 'Choose a finding or a lock to see it in the graph.', '');
}

function caption(text, legend) {
  byId('caption').replaceChildren(make('bdi', '', text));
  byId('legend').textContent = legend;
}

function marker(id, className) {
  const tip = svg('path', { d: 'M0 0 L9 4 L0 8 z', class: className });
  return svg('defs', {}, svg('marker', { id, viewBox: '0 0 9 8', refX: 9, refY: 4, markerWidth: 9, markerHeight: 8, orient: 'auto', markerUnits: 'userSpaceOnUse' }, tip));
}

// What tells a lock from its neighbours is at the end of its name; the place in the source is the first to go.
function shortened(text, most) {
  let shown = safe(text, 400);
  if (shown.length > most) shown = shown.replace(/ \([^()]*\)$/, '');
  const head = Math.floor(most / 3);
  return shown.length <= most ? shown : shown.slice(0, head) + '…' + shown.slice(head + 1 - most);
}

function node(spot, text, className, key, most = widest) {
  const label = shortened(text, most);
  spot.half = Math.max(label.length * 3.7 + 12, 30);
  const group = svg('g', { class: 'node ' + className, transform: `translate(${spot.x} ${spot.y})`, role: 'button', tabindex: 0, 'aria-label': safe(text) },
    svg('title', {}, safe(text, 400)),
    svg('rect', { x: -spot.half, y: -nodeHeight / 2, width: spot.half * 2, height: nodeHeight, rx: 7 }),
    svg('text', { 'text-anchor': 'middle', 'dominant-baseline': 'central' }, label));
  if (key !== undefined) {
    const go = () => select({ type: 'class', key });
    group.addEventListener('click', go);
    group.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); go(); } });
  }
  return group;
}

// From rim to rim of the two boxes, so that the tip is seen.
function edge(from, to, className, bend = 0, text = '') {
  const dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy) || 1;
  const middle = { x: (from.x + to.x) / 2 - dy / length * bend, y: (from.y + to.y) / 2 + dx / length * bend };
  const start = rim(from, middle), end = rim(to, middle);
  const path = svg('path', {
    class: 'edge ' + className, d: `M${start.x} ${start.y} Q${middle.x} ${middle.y} ${end.x} ${end.y}`,
    'marker-end': className.includes('danger') ? 'url(#tip-danger)' : 'url(#tip)',
  });
  if (!text) return [path];
  const at = { x: (start.x + 2 * middle.x + end.x) / 4, y: (start.y + 2 * middle.y + end.y) / 4 };
  return [path, svg('text', { class: 'step', x: at.x, y: at.y, 'text-anchor': 'middle', 'dominant-baseline': 'central' }, text)];
}

function rim(spot, towards) {
  const dx = towards.x - spot.x, dy = towards.y - spot.y;
  const share = Math.min((spot.half + 2) / (Math.abs(dx) || 1e-6), (nodeHeight / 2 + 2) / (Math.abs(dy) || 1e-6), 1);
  return { x: spot.x + dx * share, y: spot.y + dy * share };
}

function drawRing(picture, size, steps) {
  const keys = [...new Map(steps.flatMap(step => [[step.fromKey, step.from], [step.toKey, step.to]]))];
  const spots = new Map();
  const nodes = keys.map(([key, text], index) => {
    const turn = Math.PI * (2 * index / keys.length - 1);
    const spot = { x: size.width / 2 + Math.cos(turn) * (size.width / 2 - 150), y: size.height / 2 + Math.sin(turn) * (size.height / 2 - 60) };
    spots.set(key, spot);
    return node(spot, text, 'danger', key);
  });
  steps.forEach((step, index) =>
    picture.append(...edge(spots.get(step.fromKey), spots.get(step.toKey), index === 0 ? 'danger new' : 'danger', keys.length === 2 ? 60 : 24, String(index + 1))));
  picture.append(...nodes);
  caption(`The orders of this finding: ${steps.length} steps among ${keys.length} locks.`, 'An arrow runs from the lock that was held to the one that was taken. Dashed: the order that closed it.');
}

function drawRow(picture, size, keys) {
  keys.slice(0, 5).forEach((key, index) => {
    const type = model.classes[model.byKey.get(key)];
    if (type) picture.append(node({ x: size.width / 2, y: size.height / 2 + (index - (Math.min(keys.length, 5) - 1) / 2) * 60 }, type.name, 'danger', key));
  });
  caption('This finding is not about an order of locks.', '');
}

function drawNeighbours(picture, size, index) {
  if (index === undefined) return;
  const centre = { x: size.width / 2, y: size.height / 2 };
  // Three columns side by side, with room for the arrows between them.
  const most = Math.min(Math.max(Math.floor((size.width / 3 - 70) / 7.4), 10), 40);
  const focus = node(centre, model.classes[index].name, 'focus', undefined, most);
  const before = neighbours(index, 1, 0), after = neighbours(index, 0, 1);
  column(picture, size, before, -1, most, (spot, className) => across(spot, centre, className));
  column(picture, size, after, 1, most, (spot, className) => across(centre, spot, className));
  picture.append(focus);
  const rest = Math.max(before.length - mostNeighbours, 0) + Math.max(after.length - mostNeighbours, 0);
  caption(`${safe(model.classes[index].name)}: ${before.length} held before it, ${after.length} taken under it`
    + (rest > 0 ? `; ${rest} more are not drawn` : ''), 'Left: locks that were held when it was taken. Right: locks that were taken while it was held. Dashed: an order that closed a cycle.');
}

// Orders that closed a cycle first: they are what one looks for, and no graph has them.
function neighbours(index, own, other) {
  const key = model.classes[index].key;
  const refused = model.findings.filter(found => found.closing?.[own] === key && found.closing[other] !== key).map(found => model.byKey.get(found.closing[other]));
  const ordered = (own === 1 ? model.in : model.out)[index].map(d => model.dependencies[d][other]).filter(at => at !== index);
  return [...[...new Set(refused)].filter(at => at !== undefined).map(at => ({ at, className: 'danger new' })), ...ordered.map(at => ({ at, className: '' }))];
}

function column(picture, size, all, side, most, join) {
  const shown = all.slice(0, mostNeighbours);
  shown.forEach(({ at, className }, row) => {
    const type = model.classes[at];
    const spot = { x: size.width / 2 + side * size.width / 3, y: size.height * (row + 1) / (shown.length + 1) };
    const drawn = node(spot, type.name, className && 'danger', type.key, most);
    picture.append(join(spot, className), drawn);
  });
}

// From the right side of one box to the left side of the other.
function across(from, to, className) {
  const start = from.x + from.half + 1, end = to.x - to.half - 2, bend = (end - start) / 2;
  return svg('path', {
    class: 'edge ' + className, d: `M${start} ${from.y} C${start + bend} ${from.y} ${end - bend} ${to.y} ${end} ${to.y}`,
    'marker-end': className ? 'url(#tip-danger)' : 'url(#tip)',
  });
}
