// Ties the parts together: selection, keys, and asking again.
const everyMs = 2000;
let selected = null;
let paused = false;

async function select(selection, quiet = false) {
  selected = selection;
  showLists();
  try {
    await showDetails(selection);
    if (selected === selection) drawSelection(pictured(selection));
    if (!quiet && selection) byId('details').scrollTop = 0;
  } catch (error) {
    lost(error);
  }
}

// Of an order and of a wait the picture shows a lock.
function pictured(selection) {
  if (selection?.type === 'dependency') return { type: 'class', key: selection.key.split('/')[0] };
  if (selection?.type === 'wait') return { type: 'class', key: (model.live?.waits ?? []).find(wait => waitKey(wait) === selection.key)?.key };
  return selection;
}

function lost(error) {
  byId('status').className = 'lost';
  byId('status').textContent = 'no answer: ' + safe(error.message);
}

function showLive(live) {
  const statistics = live.statistics;
  byId('status').className = '';
  byId('status').textContent = live.status ?? (live.on ? 'live' : 'validation is off');
  const counts = [['findings', statistics.violations], ['locks', statistics.classes], ['orders', statistics.dependencies], ['checked', statistics.slowAcquisitions]];
  if (!isRecorded) counts.push(['chains', statistics.chains], ['held now', live.heldLocks], ['waiting', live.waitingFlows]);
  if (statistics.internalFailures > 0) counts.push(['internal failures', statistics.internalFailures]);
  if (statistics.dropped > 0) counts.push(['dropped', statistics.dropped]);
  byId('counts').replaceChildren(...counts.map(([label, value]) => make('div', '', make('dt', '', label), make('dd', '', value.toLocaleString('en')))));
}

const versionOf = live => [live.statistics.classes, live.statistics.dependencies, live.statistics.violations].join();

// What of the live state is in the list that is shown: a list that did not change keeps the focus that is in it.
const nowOf = live => live && JSON.stringify([{ held: live.held, waits: live.waits }[current] ?? null, selected?.type === 'wait' ? live.waits : null]);

async function refresh(first = false) {
  try {
    const before = model.live && versionOf(model.live);
    const nowBefore = nowOf(model.live);
    const live = await loadLive();
    if (first || versionOf(live) !== before) await loadGraph();
    showLive(live);
    if (first || versionOf(live) !== before) {
      const start = model.findings[0] ? { type: 'finding', key: model.findings[0].key } : model.classes[0] ? { type: 'class', key: model.classes[0].key } : null;
      await select(selected ?? start, true);
    } else if (nowOf(live) !== nowBefore) {
      if (selected?.type === 'wait') await select(selected, true);
      else showLists();
    } else {
      countTabs();
    }
  } catch (error) {
    lost(error);
  }
}

function move(step) {
  const rows = [...byId('list').querySelectorAll('button')];
  const next = rows[Math.min(Math.max(rows.indexOf(document.activeElement) + step, 0), rows.length - 1)];
  if (next) next.focus();
}

byId('search').addEventListener('input', showLists);
byId('theme').addEventListener('click', () => {
  const dark = document.documentElement.style.colorScheme ? document.documentElement.style.colorScheme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.style.colorScheme = dark ? 'light' : 'dark';
});
byId('pause').addEventListener('click', event => {
  paused = !paused;
  event.target.setAttribute('aria-pressed', String(paused));
  event.target.textContent = paused ? 'Go on' : 'Pause';
  byId('status').className = paused ? 'paused' : '';
  byId('status').textContent = paused ? 'paused' : 'live';
});
document.addEventListener('keydown', event => {
  const inList = byId('list').contains(document.activeElement), inSearch = document.activeElement === byId('search');
  if (event.key === '/' && !inSearch) { event.preventDefault(); byId('search').focus(); }
  else if (event.key === 'Escape' && !inSearch) byId('search').focus();
  else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && (inList || inSearch)) { event.preventDefault(); move(event.key === 'ArrowDown' ? 1 : -1); }
  else if ((event.key === 'ArrowRight' || event.key === 'ArrowLeft') && byId('tabs').contains(document.activeElement)) {
    const keys = Object.keys(lists);
    showTab(keys[(keys.indexOf(current) + (event.key === 'ArrowRight' ? 1 : keys.length - 1)) % keys.length]);
  }
});
addEventListener('resize', () => drawSelection(pictured(selected)));

byId('pause').hidden = isRecorded;
if (isRecorded) {
  delete lists.held;
  delete lists.waits;
}
refresh(true);
if (!isRecorded) setInterval(() => { if (!paused && !document.hidden) refresh(); }, everyMs);
