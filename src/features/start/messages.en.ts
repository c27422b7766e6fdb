import { defineMessages } from '../../ui/i18n.ts';

export const t = defineMessages({
  'start.title': 'Start a cluster',
  'start.close': 'Close',
  'start.web': 'A small web app',
  'start.webMore': 'A Deployment with four pods behind a Service.',
  'start.empty': 'An empty cluster',
  'start.emptyMore': 'Machines only. What runs on them is up to you.',
  'start.broken': 'Something broken',
  'start.brokenMore': 'Three of four apps do not run. Find out why.',
  'start.point': 'Starting point',
  'start.workers': 'Workers',
  'start.seed': 'Seed',
  'start.seedMore': 'The same seed gives the same names and chances. Empty: a new one.',
  'start.begin': 'Start',
  'start.exportTitle': 'Manifests of the cluster',
  'start.exportMore': 'As they could be applied again: without status and what the cluster filled in itself.',
  'start.namespaces': 'Namespaces',
  'start.yaml': 'One YAML file',
  'start.zip': 'A zip, one file each',
  'start.objects': { one: '{n} object', other: '{n} objects' },
  'start.none': 'There is nothing to take along yet.',
});
