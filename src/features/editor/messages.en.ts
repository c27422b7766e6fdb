import { defineMessages } from '../../ui/i18n.ts';

export const t = defineMessages({
  'editor.files': 'Manifest files',
  'editor.text': 'Manifest {name}',
  'editor.newFile': 'New file',
  'editor.closeFile': 'Close {name}',
  'editor.changed': 'changed since it was applied',
  'editor.save': 'Save',
  'editor.giveUp': 'Give up',
  'editor.apply': 'Apply',
  'editor.applied': { one: '{n} object applied', other: '{n} objects applied' },
  'editor.unchanged': 'Nothing to change',
  'editor.errors': { one: '{n} error', other: '{n} errors' },
  'editor.nothingApplied': 'Nothing was applied',
  'editor.someApplied': { one: '{n} object was applied', other: '{n} objects were applied' },
  'editor.refused': 'The API server refused this',
  'editor.unreadable': 'This cannot be read',
  'editor.drop': 'Drop manifests here',
  'editor.tooLarge': '{name} is too large to open: at most 1 MiB.',
  'editor.notText': '{name} is not a text file.',
  'editor.loadFailed': 'The editor could not be loaded: {message}',
  'editor.empty': 'No file is open.',
});
