/** Formats of texts in schemas of custom kinds; one that isn't known holds for every text. `kube-openapi/pkg/validation/strfmt` */
import { parseTimestamp } from '../time.ts';

const formats: Readonly<Record<string, RegExp>> = {
  email: /^[^@\s]+@[^@\s]+$/,
  ipv4: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/,
  ipv6: /^(?=.*:.*:)[\da-fA-F:.]+$/,
  cidr: /^[\da-fA-F:.]+\/\d{1,3}$/,
  mac: /^(?:[\da-fA-F]{2}[:-]){5}[\da-fA-F]{2}$/,
  uuid: /^[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}$/i,
  uuid3: /^[\da-f]{8}-?[\da-f]{4}-?3[\da-f]{3}-?[\da-f]{4}-?[\da-f]{12}$/i,
  uuid4: /^[\da-f]{8}-?[\da-f]{4}-?4[\da-f]{3}-?[89ab][\da-f]{3}-?[\da-f]{12}$/i,
  uuid5: /^[\da-f]{8}-?[\da-f]{4}-?5[\da-f]{3}-?[89ab][\da-f]{3}-?[\da-f]{12}$/i,
  uri: /^[a-z][a-z\d+.-]*:\S*$|^\/\S*$/i,
  hostname: /^(?=.{1,255}$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*\.?$/i,
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  byte: /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/,
  duration: /^(?:\d+(?:\.\d*)?\s*(?:ns|us|µs|ms|s|m|h|d|w))+$|^0$/,
  hexcolor: /^#?(?:[\da-fA-F]{3}|[\da-fA-F]{6})$/,
};

export function hasFormat(text: string, format: string): boolean {
  if (format === 'date-time' || format === 'datetime') return !Number.isNaN(parseTimestamp(text));
  return formats[format]?.test(text) ?? true;
}
