import { describe, expect, it } from 'vitest';
import { NotHttpError, takeRequest } from './http-message.ts';

const take = (text: string) => takeRequest(Buffer.from(text));

describe('takeRequest', () => {
  it('waits for the whole of a request, byte by byte', () => {
    const text = 'POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello';
    for (let length = 0; length < text.length; length++) expect(take(text.slice(0, length))).toBeUndefined();
    expect(take(`${text}GET`)).toMatchObject({
      method: 'POST',
      path: '/a?b=c',
      headers: { host: 'x' },
      closes: false,
      body: Buffer.from('hello'),
      rest: Buffer.from('GET'),
    });
  });

  it('puts chunks together', () => {
    const found = take(
      'PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\nrest',
    );
    expect(found?.body.toString()).toBe('abcde');
    expect(found?.rest.toString()).toBe('rest');
  });

  it('knows when the connection ends after it', () => {
    expect(take('GET / HTTP/1.0\r\n\r\n')?.closes).toBe(true);
    expect(take('GET / HTTP/1.1\r\nConnection: close\r\n\r\n')?.closes).toBe(true);
  });

  it.each([
    '\u0016\u0003\u0001 hello',
    'hello there\r\n\r\n',
    'GET / HTTP/2.0\r\n\r\n',
    `GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n`,
    `GET ${'a'.repeat(70_000)}`,
  ])('refuses what is no HTTP/1.1 (%#)', (text) => {
    expect(() => take(text)).toThrow(NotHttpError);
  });
});
