/** A log that is followed: what is there at once, and what comes as time advances. */
import type { ServerResponse } from 'node:http';
import { type ApiRequest, bytesOfText, type LogStream } from '../../engine/index.ts';
import { sendAnswer } from './answer.ts';
import type { ClusterTime } from './cluster-time.ts';

/** Answers until the container has ended or the client goes. */
export function followLog(time: ClusterTime, request: ApiRequest, response: ServerResponse): void {
  const first = time.cluster.request(request);
  if (first.code !== 200 || first.stream === undefined) return sendAnswer(response, first);
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.flushHeaders();
  let { cursor } = first.stream;
  let isBlocked = false;
  const print = (body: unknown, stream: LogStream | undefined): void => {
    cursor = stream?.cursor ?? cursor;
    if (typeof body === 'string' && body !== '') isBlocked = !response.write(bytesOfText(body));
    if (stream?.ended !== false) response.end();
  };
  const read = (): void => {
    if (isBlocked || response.writableEnded) return;
    const answer = time.cluster.request({ ...request, query: { ...request.query, cursor } });
    if (answer.code === 200) print(answer.body, answer.stream);
    else response.end();
  };
  const stop = time.onAdvance(read);
  response.on('close', stop);
  response.on('drain', () => {
    isBlocked = false;
    read();
  });
  print(first.body, first.stream);
}
