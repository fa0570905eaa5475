// All that is shown goes through here: as text, never as markup, and without characters that hide or turn what follows.
const svgSpace = 'http://www.w3.org/2000/svg';
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;
const mostShown = 160;

function safe(text, most = mostShown) {
  let shown = String(text ?? '');
  if (shown.length > most) {
    const head = Math.floor(most * 2 / 3);
    const tail = most - head;
    shown = shown.slice(0, head) + '[..' + (shown.length - most).toLocaleString('en') + ' characters..]' + shown.slice(-tail);
  }
  return shown.replace(hidden, character => '\\u' + character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0'));
}

const byId = id => document.getElementById(id);

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

// <bdi>: a right-to-left name must not turn its neighbours round.
const name = (text, className = 'lock') => make('bdi', className, safe(text));

function lockButton(key, text) {
  const index = model.byKey.get(key);
  if (index === undefined) return name(text);
  const button = make('button', 'lock', make('bdi', '', safe(text)));
  button.type = 'button';
  button.addEventListener('click', () => select({ type: 'class', key }));
  return button;
}

// The innermost frames; the rest on demand.
const mostFrames = 4;

function frames(list) {
  const row = frame => make('li', '', make('bdi', '', safe(frame, 240)));
  if (list.length === 0) return make('ul', 'frames', row('unknown position'));
  if (list.length <= mostFrames + 1) return make('ul', 'frames', ...list.map(row));
  const rest = list.slice(mostFrames);
  return make('ul', 'frames', ...list.slice(0, mostFrames).map(row),
    make('li', '', make('details', '', make('summary', '', `${rest.length} more`), make('ul', 'frames', ...rest.map(row)))));
}

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(svgSpace, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const when = text => text ? new Date(text).toLocaleString() : null;
