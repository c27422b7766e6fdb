/**
 * `/openapi/v2` as Go clients ask for it: in protobuf. They need it only to see that there is a document; what they
 * read of schemas is in v3.
 */
import type { ServerResponse } from 'node:http';

/** Document{swagger: "2.0", info: Info{title: "K"}}. */
const document = Buffer.from('\n\u00032.0\u0012\u0005\n\u0001K\u0012\u0000', 'latin1');

export function sendOpenApiV2(response: ServerResponse): void {
  // Go's media type parser does not take the real name's `@`.
  response.setHeader('Content-Type', 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf');
  response.end(document);
}
