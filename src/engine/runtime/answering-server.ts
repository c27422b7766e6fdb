import type { ImageDefinition, ServerDefinition } from './image-definition.ts';
import type { AnswerRule } from './shell/host.ts';

/** The server of an image that answers by a rule: its only one, or the one that a subcommand is. */
export function answeringServer(image: ImageDefinition, rule: AnswerRule): ServerDefinition | undefined {
  const subcommand = rule.kind === 'image' ? rule.subcommand : undefined;
  return (subcommand === undefined ? undefined : image.servers?.[subcommand]) ?? image.server;
}
