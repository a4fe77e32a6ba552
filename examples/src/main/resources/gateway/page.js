// The page of the gateway: places orders over HTTP, and shows everybody's as they come over WebSocket.
const SHOWN = 20;
const LOOK_AGAIN = 2_000; // ms, at a service that is not there
const PATIENCE = 10_000; // ms, for an answer of the gateway
const RECONNECT = { first: 500, longest: 5_000 }; // ms

const pieces = { rook: '♜', knight: '♞', bishop: '♝', queen: '♛' };
const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });
const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hour12: false });

const form = document.querySelector('form');
const button = form.querySelector('button');
const items = new Map();
const down = new Set();
let isCutOff = false; // from the gateway

/** What went wrong, in a sentence for whoever reads the page. */
class Problem extends Error {
  constructor(sentence, status = 0, service) {
    super(sentence);
    this.status = status;
    this.service = service;
  }
}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new Problem('The gateway cannot be reached');
  }
  const body = await response.json().catch(() => ({}));
  if (response.ok) {
    return body;
  }
  const said = [body.message ?? 'Something went wrong'].flat().join(', ');
  throw new Problem(body.errorId ? `${said} (${body.errorId})` : said, response.status, body.service);
}

function mark(part, isUp, text) {
  const shown = document.querySelector(`[data-part="${part}"]`);
  shown.className = isUp ? 'up' : 'down';
  shown.querySelector('span').textContent = text;
}

/** Asks a service, and goes on asking until it answers, once it does not. */
async function load(service, path, show) {
  try {
    show(await ask(path));
    mark(service, true, 'running');
    if (down.delete(service) && !isCutOff) {
      say(`The ${service} service is back.`);
    }
  } catch (problem) {
    noteDown(service, problem);
  }
}

function noteDown(service, problem) {
  mark(service, false, { 0: 'out of reach', 504: 'not answering' }[problem.status] ?? 'not running');
  if (!down.has(service)) {
    down.add(service);
    lookAgain(service);
  }
}

function lookAgain(service) {
  setTimeout(async () => {
    await loads[service]();
    if (down.has(service)) {
      lookAgain(service);
    }
  }, LOOK_AGAIN);
}

const loads = {
  stock: () => load('stock', 'items', showItems),
  order: () => load('order', 'orders', orders => orders.toReversed().forEach(order => showOrder(order))),
};

function fromTemplate(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

function showItems(found) {
  const chosen = new FormData(form).get('sku') ?? found[0]?.sku;
  items.clear();
  const shown = found.map(item => {
    const label = fromTemplate('item');
    const radio = label.querySelector('input');
    radio.value = item.sku;
    radio.checked = item.sku === chosen;
    label.querySelector('.piece').textContent = pieces[item.sku] ?? '♟';
    label.querySelector('.what b').textContent = item.name;
    label.querySelector('.about').textContent = item.about;
    label.querySelector('.price').textContent = money.format(item.cents / 100);
    items.set(item.sku, { ...item, label });
    showLeft(items.get(item.sku));
    return label;
  });
  document.getElementById('items').replaceChildren(...shown);
}

function showLeft({ label, left }) {
  label.querySelector('.left').textContent = left > 0 ? `${left} left` : 'sold out';
  label.querySelector('input').disabled = left <= 0;
}

/** Shows an order above the others; false where it is shown already, since it may come as a reply, as an event and in the list. */
function showOrder(order, isNew = false) {
  const list = document.getElementById('orders');
  if (list.querySelector(`[data-id="${order.id}"]`)) {
    return false;
  }
  const row = fromTemplate('placed');
  row.dataset.id = order.id;
  row.classList.toggle('new', isNew);
  row.querySelector('.piece').textContent = pieces[order.sku] ?? '♟';
  row.querySelector('.what b').textContent = `${order.quantity} × ${order.item}`;
  row.querySelector('.about').textContent = `for ${order.name}`;
  row.querySelector('.price').textContent = money.format(order.cents / 100);
  const time = row.querySelector('time');
  time.dateTime = order.at;
  time.textContent = clock.format(new Date(order.at));
  list.prepend(row);
  list.children[SHOWN]?.remove();
  document.getElementById('none').hidden = true;
  return true;
}

function arrive(order) {
  const item = items.get(order.sku);
  if (showOrder(order, true) && item) {
    item.left -= order.quantity;
    showLeft(item);
  }
}

function say(done, problem = '') {
  document.getElementById('done').textContent = done;
  document.getElementById('problem').textContent = problem;
}

function explain({ message, status, service }) {
  if (status === 0) {
    return `${message}, so that nobody knows whether your order was placed. Look at the list when it is back.`;
  }
  if (status === 504 && service === 'order') {
    return `${message}. Your order may have been placed all the same: look at the list before you try again.`;
  }
  return service ? `${message}, so that your order was not placed. Try again when it is back.` : `${message}.`;
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  const { quantity, ...rest } = Object.fromEntries(new FormData(form));
  button.disabled = true;
  say('');
  try {
    const order = await ask('orders', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...rest, quantity: Number(quantity) }),
    });
    arrive(order);
    say(`Thank you, ${order.name}: ${order.quantity} × ${order.item} for ${money.format(order.cents / 100)}.`);
  } catch (problem) {
    if (problem.service) {
      noteDown(problem.service, problem);
    }
    say('', explain(problem));
  } finally {
    button.disabled = false;
  }
});

function loadAll() {
  return Promise.all(Object.values(loads).map(one => one()));
}

/** The gateway tells of each order; once it is back after a break, the page asks for what it has missed. */
function listen(wait = RECONNECT.first) {
  const socket = new WebSocket(new URL('live', location.href.replace(/^http/, 'ws')));
  let next = Math.min(wait * 2, RECONNECT.longest);
  socket.addEventListener('open', () => {
    next = RECONNECT.first;
    mark('live', true, 'connected');
    if (isCutOff) {
      say('The gateway is back.');
    }
    loadAll().then(() => (isCutOff = false));
  });
  socket.addEventListener('message', message => {
    const { event, data } = JSON.parse(message.data);
    if (event === 'order') {
      arrive(data);
    }
  });
  socket.addEventListener('close', () => {
    mark('live', false, 'reconnecting');
    isCutOff = true;
    setTimeout(() => listen(next), next);
  });
}

loadAll();
listen();
