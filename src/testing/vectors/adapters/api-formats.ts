import type { Adapters } from '../adapter.ts';
import * as formats from '../../../engine/api/validation/formats.ts';

function rule<Value>(errors: formats.Rule<Value>) {
  return ({ value }: { value: Value }) => {
    const messages = errors(value);
    return messages.length === 0 ? { valid: true } : { valid: false, messages };
  };
}

export const adapters: Adapters = {
  'api/valid-c-identifier': rule(formats.cIdentifierErrors),
  'api/valid-config-map-key': rule(formats.configKeyErrors),
  'api/valid-dns-1035-label': rule(formats.dns1035LabelErrors),
  'api/valid-dns-1123-label': rule(formats.dnsLabelErrors),
  'api/valid-dns-1123-subdomain': rule(formats.dnsSubdomainErrors),
  'api/valid-group-id': rule(formats.idErrors),
  'api/valid-user-id': rule(formats.idErrors),
  'api/valid-http-header-name': rule(formats.headerNameErrors),
  'api/valid-label-key': rule(formats.qualifiedNameErrors),
  'api/valid-label-value': rule(formats.labelValueErrors),
  'api/valid-percent': rule(formats.percentErrors),
  'api/valid-port-name': rule(formats.portNameErrors),
  'api/valid-port-number': rule(formats.portNumberErrors),
  'api/valid-wildcard-dns-1123-subdomain': rule(formats.wildcardSubdomainErrors),
};
