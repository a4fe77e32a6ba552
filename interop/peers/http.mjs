// The controllers that HttpSideBySideIT calls; HttpControllers.java has the same routes.
import { httpController } from './decorate.mjs';
import { common, load, rxjs } from './nest.mjs';

const { All, Body, Catch, Delete, Get, Head, Header, Headers, HttpCode, HttpException, Options, Param, Patch, Post, Put } = common;
const { DefaultValuePipe, ParseArrayPipe, ParseBoolPipe, ParseEnumPipe, ParseFloatPipe, ParseIntPipe, ParseUUIDPipe } = common;
const { Query, Redirect, Req, Res, Sse, StreamableFile, UseFilters, UseGuards, UseInterceptors, UsePipes, ValidationPipe } = common;
const { IsInt, IsNotEmpty, Min } = load('class-validator');
const { EMPTY, concat, map, of, throwError } = rxjs;

/** One method of a controller: what it is called by, what it gets, what it does. */
function controllerOf(path, routes) {
  class HttpController {}
  const methods = {};
  for (const [name, { does, ...decorators }] of Object.entries(routes)) {
    Object.defineProperty(HttpController.prototype, name, { value: does, writable: true, configurable: true });
    methods[name] = decorators;
  }
  return httpController(HttpController, path, methods);
}

const values = {
  text: 'hello',
  unicode: 'é😀',
  empty: '',
  number: 42,
  zero: 0,
  decimal: 1.5,
  large: 9007199254740991,
  true: true,
  false: false,
  null: null,
  undefined: undefined,
  object: { a: 1, b: 'é', c: null, d: [true, 1.5], e: {} },
  array: [1, 'two', null],
  emptyObject: {},
  emptyArray: [],
  date: new Date('2026-01-02T03:04:05.678Z'),
  buffer: Buffer.from('bytes'),
  emptyBuffer: Buffer.alloc(0),
  promise: Promise.resolve({ later: true }),
  promiseOfNull: Promise.resolve(null),
  one: of('one'),
  several: of(1, 2, 3),
  none: EMPTY,
};

const returning = Object.entries(values).map(([name, value]) => [name, { above: Get(name), does: () => value }]);

const answering = { all: All, delete: Delete, get: Get, head: Head, options: Options, patch: Patch, post: Post, put: Put };
const methods = Object.entries(answering).map(([name, method]) => [name, { above: method(name), does: () => `by ${name}` }]);

const replies = {
  accepted: { above: [Post('accepted'), HttpCode(202)], does: () => 'later' },
  created: { above: Post('created'), does: () => ({ id: 1 }) },
  noContent: { above: [Get('no-content'), HttpCode(204)], does: () => 'lost' },
  nothingCreated: { above: Post('nothing-created'), does: () => undefined },
  cached: { above: [Get('cached'), Header('Cache-Control', 'no-store'), Header('X-Two', '2')], does: () => 'cached' },
  plain: { above: [Get('plain'), Header('Content-Type', 'text/plain')], does: () => 'é' },
  xml: { above: [Get('xml'), Header('Content-Type', 'application/xml')], does: () => '<a/>' },
  latin: { above: [Get('latin'), Header('Content-Type', 'text/plain; charset=iso-8859-1')], does: () => 'é' },
  problem: { above: [Get('problem'), Header('Content-Type', 'application/problem+json')], does: () => ({ a: 1 }) },
  png: { above: [Get('png'), Header('Content-Type', 'image/png')], does: () => Buffer.from('png') },
  file: { above: Get('file'), does: () => new StreamableFile(Buffer.from('bytes'), { length: 5 }) },
  redirect: { above: [Get('redirect'), Redirect('/values/text')], does: () => undefined },
  moved: { above: [Get('moved'), Redirect('https://example.org/a?b=c', 301)], does: () => undefined },
  chosen: { above: [Get('chosen'), Redirect('/values/text', 302)], does: () => ({ url: '/chosen', statusCode: 307 }) },
  status: { above: Get('status'), parameters: [Res({ passthrough: true })], does: response => void response.status(203) },
  header: {
    above: Get('header'),
    parameters: [Res({ passthrough: true })],
    does: response => {
      response.setHeader('X-One', '1');
      return { header: true };
    },
  },
  cookies: {
    above: Get('cookies'),
    parameters: [Res({ passthrough: true })],
    does: response => {
      response.append('Set-Cookie', 'a=1; Path=/; HttpOnly');
      response.append('Set-Cookie', 'b=2; Max-Age=60');
      return 'two';
    },
  },
  failing: {
    above: [Get('failing'), Header('Cache-Control', 'max-age=60'), HttpCode(202)],
    does: () => {
      throw new common.ConflictException('no');
    },
  },
};

const params = {
  all: { above: Get('all'), does: () => 'the text all' },
  one: { above: Get('one/:id'), parameters: [Param('id')], does: id => ({ id }) },
  two: { above: Get('two/:a/and/:b'), parameters: [Param()], does: all => ({ a: all.a, b: all.b }) },
  missing: { above: Get('missing/:id'), parameters: [Param('other')], does: other => ({ other: other ?? null }) },
  rest: { above: Get('rest/*path'), parameters: [Param('path')], does: path => ({ path: [path].flat().join('/') }) },
  int: { above: Get('int/:id'), parameters: [Param('id', ParseIntPipe)], does: id => ({ id }) },
  float: { above: Get('float/:id'), parameters: [Param('id', ParseFloatPipe)], does: id => ({ id }) },
  bool: { above: Get('bool/:id'), parameters: [Param('id', ParseBoolPipe)], does: id => ({ id }) },
  uuid: { above: Get('uuid/:id'), parameters: [Param('id', ParseUUIDPipe)], does: id => ({ id }) },
  color: {
    above: Get('color/:id'),
    parameters: [Param('id', new ParseEnumPipe({ RED: 'RED', BLUE: 'BLUE' }))],
    does: id => ({ id }),
  },
  variable: { above: Get(':id'), parameters: [Param('id')], does: id => `the variable ${id}` },
};

const queries = {
  one: { above: Get('one'), parameters: [Query('q')], does: q => ({ q: q ?? null }) },
  all: { above: Get('all'), parameters: [Query()], does: all => ({ ...all }) },
  int: { above: Get('int'), parameters: [Query('q', ParseIntPipe)], does: q => ({ q }) },
  default: { above: Get('default'), parameters: [Query('q', new DefaultValuePipe('7'), ParseIntPipe)], does: q => ({ q }) },
  list: { above: Get('list'), parameters: [Query('q')], does: q => ({ q: [q].flat().filter(each => each !== undefined) }) },
  array: { above: Get('array'), parameters: [Query('q', new ParseArrayPipe({ items: Number }))], does: q => ({ q }) },
  header: { above: Get('header'), parameters: [Headers('x-a')], does: a => ({ a: a ?? null }) },
  cookie: { above: Get('cookie'), parameters: [Req()], does: ({ cookies }) => ({ a: cookies.a ?? null }) },
};

class Cat {}
IsNotEmpty()(Cat.prototype, 'name');
IsInt()(Cat.prototype, 'age');
Min(0)(Cat.prototype, 'age');

const bodies = {
  echo: { above: Post('echo'), parameters: [Body()], does: body => ({ body: body ?? null }) },
  put: { above: Put('echo'), parameters: [Body()], does: body => ({ body: body ?? null }) },
  delete: { above: Delete('echo'), parameters: [Body()], does: body => ({ body: body ?? null }) },
  member: { above: Post('member'), parameters: [Body('name')], does: name => ({ name: name ?? null }) },
  int: { above: Post('int'), parameters: [Body('age', ParseIntPipe)], does: age => ({ age }) },
  ignored: { above: Post('ignored'), does: () => 'read by nobody' },
  cat: {
    above: [Post('cat'), UsePipes(new ValidationPipe({ whitelist: true, transform: true }))],
    parameters: [Body()],
    types: [Cat],
    does: cat => cat,
  },
};

/** The exceptions that Nest has, by status. */
const family = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  408: 'RequestTimeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'PreconditionFailed',
  413: 'PayloadTooLarge',
  415: 'UnsupportedMediaType',
  418: 'ImATeapot',
  421: 'Misdirected',
  422: 'UnprocessableEntity',
  500: 'InternalServerError',
  501: 'NotImplemented',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
  505: 'HttpVersionNotSupported',
};

function raising(error) {
  return () => {
    throw error();
  };
}

class Softener {
  catch(_error, host) {
    host.switchToHttp().getResponse().status(299).json({ soft: true });
  }
}
Catch()(Softener);

const errors = {
  family: {
    above: Get('family/:status'),
    parameters: [Param('status')],
    does: status => {
      throw new common[`${family[status]}Exception`]('told');
    },
  },
  plain: { above: Get('plain'), does: raising(() => new HttpException('told', 409)) },
  list: { above: Get('list'), does: raising(() => new common.BadRequestException(['one', 'two'])) },
  object: { above: Get('object'), does: raising(() => new HttpException({ code: 'SOLD_OUT' }, 409)) },
  unknown: { above: Get('unknown'), does: raising(() => new Error('secret')) },
  rejected: { above: Get('rejected'), does: () => Promise.reject(new common.GoneException('told')) },
  stream: { above: Get('stream'), does: () => throwError(() => new common.GoneException('told')) },
  guard: { above: [Get('guard'), UseGuards({ canActivate: () => false })], does: () => 'guarded' },
  interceptor: {
    above: [Get('interceptor'), UseInterceptors({ intercept: (_context, next) => next.handle().pipe(map(data => ({ data }))) })],
    does: () => 'within',
  },
  filter: { above: [Get('filter'), UseFilters(Softener)], does: raising(() => new Error('hard')) },
};

const events = {
  texts: { above: Sse('texts'), does: () => of({ data: 'one' }, { data: 'two\nlines' }, { data: '' }) },
  objects: { above: Sse('objects'), does: () => of({ data: { a: 1 } }, { data: [1] }) },
  full: { above: Sse('full'), does: () => of({ id: 'x', type: 'tick', retry: 1500, data: 'now' }, { data: 'next' }) },
  none: { above: Sse('none'), does: () => EMPTY },
  failing: {
    above: Sse('failing'),
    does: () => concat(of({ data: 'one' }), throwError(() => new common.GoneException('told'))),
  },
  refused: { above: [Sse('refused'), UseGuards({ canActivate: () => false })], does: () => of({ data: 'guarded' }) },
};

export const httpControllers = [
  controllerOf('values', Object.fromEntries(returning)),
  controllerOf('methods', Object.fromEntries(methods)),
  controllerOf('replies', replies),
  controllerOf('params', params),
  controllerOf('queries', queries),
  controllerOf('bodies', bodies),
  controllerOf('errors', errors),
  controllerOf('events', events),
];
