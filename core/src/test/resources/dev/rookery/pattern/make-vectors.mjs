// Makes the files of vectors beside it with Nest and Node themselves, but for golden-routes.json, which holds the entries
// "route: …" of recorded Redis frames. Run in a folder with node_modules of @nestjs/microservices@12, @nestjs/common@12,
// @nestjs/core@12, reflect-metadata and rxjs, with a Node that has ICU 78: LC_ALL=en_US.UTF-8 node make-vectors.mjs <here>
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'x.js'));
const base = require.resolve('@nestjs/microservices').replace(/index\.js$/, '');
const { transformPatternToRoute } = await import(pathToFileURL(base + 'utils/transform-pattern.utils.js'));
const { Server } = await import(pathToFileURL(base + 'server/server.js'));

let seed = 20261;
const random = bound => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return Math.floor((seed / 4294967296) * bound);
};
const pick = list => list[random(list.length)];
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));

const ascii = range(0x20, 0x7e);
const names = [...'aAbBcCxXzZ019_-. '];
const latin = [...range(0xa0, 0xff), ...'āĂčĐęěğİıłŁŀňőœŒřšŞžŽſǅǣ'];
const other = [...'αΑάβΓδωΩςσжЖяЯёЁйЙіїґ中国文日本あアかがッ가나각😀😃🚀🐦❤♥€£¥²½ﬁ™№…—–“”‘’·•→∞Ａａ①'];
const marks = ['\u0301', '\u0308', '\u0306', '\u0327', '\u200d', '\ufe0f', '\u0000', '\u0007', '\t', '\n'];
const word = (...sets) => Array.from({ length: 1 + random(6) }, () => pick(pick(sets))).join('');

// A list of keys as localeCompare sorts them; of those that it calls equal there is only one.
const keys = new Set([...ascii, ...latin, ...other]);
for (let i = 0; i < 1600; i++) keys.add(word(names));
for (let i = 0; i < 1000; i++) keys.add(word(names, ascii));
for (let i = 0; i < 900; i++) keys.add(word(names, latin));
for (let i = 0; i < 900; i++) keys.add(word(names, names, latin, other));
for (let i = 0; i < 400; i++) keys.add(word(names, latin, other, marks));
const sorted = [...keys].sort((a, b) => a.localeCompare(b)).filter((key, i, all) => !i || key.localeCompare(all[i - 1]));

const scalars = [() => word(ascii), () => word(ascii, latin, other, marks), () => random(100), () => -random(1e9) / 1000,
  () => random(1e9) * 1e13, () => random(1e9) * 1e-16, () => true, () => false, () => null, () => '\ud800' + word(ascii)];
const value = depth => {
  const kind = random(depth > 8 ? 4 : 10);
  if (kind < 4) return pick(scalars)();
  if (kind === 4) return Array.from({ length: random(random(20) ? 5 : 24) }, () => value(depth + 1));
  const object = {};
  for (let i = random(random(20) ? 4 : 24); i > 0; i--) object[word(names, names, latin, other)] = value(depth + 1);
  return object;
};
const nested = depth => (depth ? { [word(names)]: nested(depth - 1), b: value(8) } : value(8));
const patterns = [];
while (patterns.length < 160) {
  const pattern = random(6) ? value(0) : nested(1 + random(8));
  if (pattern && typeof pattern === 'object' && JSON.stringify(pattern).length < 400) patterns.push(pattern);
}

const server = new Server();
const route = text => {
  const found = server.getRouteFromPattern(text);
  return typeof found === 'string' ? found : null;
};
const wire = raw => route(server.getPatternAsString(JSON.parse(`{"pattern":${raw}}`).pattern));
const texts = ['', ' ', 'a', 'greet', '42', '1.0', '-0', '1e3', '1e400', '-1e400', '01', '+1', '.5', '1.', '0x10', 'NaN',
  'Infinity', '12345678901234567890', '1e-7', 'null', 'true', 'false', 'undefined', ' 42 ', '42 43', '42abc', '"a"', '"a', "'a'",
  '"\\u0041"', '"\\"b\\""', '{', '{}', '[]', '[1,2]', ' {"b":1,"a":2} ', '{"b":1,"a":2}x', '{"a":1,}', "{a:1}", "{cmd:'sum'}",
  '{"a":1,"a":2}', '{"b":1,"a":1,"b":3}', '{"a":1e400}', '{"a":-0}', '{"__proto__":1}', '{"a":"\n"}', '{"a":"\\n"}', '"\t"',
  '\ufeff42', '\ufeff{"a":1}', '\u00a042', '\u000b42', '{"\\ud83d\\ude00":"\\ud800"}', '{"a":"\\x"}', '{"a" : [ true , null ] }',
  '// c\n1', '1 // c', '/* c */1', '\u001e1', 'nullx', 'nul', '-', '--1', '1e', '1e+', '[1,]', '[,1]', '{"a"}', '{"a":}', '{,}', '"\\u12"',
  '\f1', '1\u0000', '{"toJSON":1}', '{"é":1,"e\u0301":2}', '{"e\u0301":2,"é":1}', '#', '*', '>', 'a.*', '$share/g/a'];
const raws = [...texts.map(text => JSON.stringify(text)), 'null', 'true', '42', '1.0', '-0', '1e400', '[1e400]', '{"a":{"b":1e400}}',
  '"a"', '[]', '{}', '"\\ud800"', JSON.stringify(JSON.stringify(JSON.stringify({ cmd: 'sum' }))), '{"cmd":"sum"}', '"{\\"cmd\\":\\"sum\\"}"'];

const numbers = [5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 0.1, 0.3, 1 / 3, 123456789012345680000, 1e21, 1e20,
  999999999999999900000, 1e-6, 1e-7, 1.5e-7, 100, 1.5, 2 ** 53, 2e23, 9e-324, 1e23, 9007199254740993, 4.35, 1e22, 2e-323];
const bits = new DataView(new ArrayBuffer(8));
for (let e = -330; e < 310; e += 3) numbers.push(Number(`${1 + random(9)}e${e}`), Number(`${1 + random(99)}e${e}`));
while (numbers.length < 1100) {
  bits.setUint32(0, random(4294967296));
  bits.setUint32(4, random(4) ? random(4294967296) : 0);
  if (Number.isFinite(bits.getFloat64(0))) numbers.push(bits.getFloat64(0), Math.fround(bits.getFloat64(0) % 1000));
}
const hex = number => (bits.setFloat64(0, number), bits.getBigUint64(0).toString(16).padStart(16, '0'));

const write = (name, list) =>
  writeFileSync(join(process.argv[2], name), '[\n' + list.map(each => JSON.stringify(each)).join(',\n') + '\n]\n');
write('sorted-keys.json', sorted);
write('routes.json', patterns.map(pattern => [JSON.stringify(pattern), transformPatternToRoute(pattern)]));
write('incoming.json', raws.map(raw => [raw, wire(raw)]));
write('channels.json', texts.map(text => [text, route(text)]));
write('numbers.json', numbers.map(number => `${hex(number)} ${number}`));
