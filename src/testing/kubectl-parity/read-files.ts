/** What `-f` and `-o` name. */
export const readFiles: Readonly<Record<string, string>> = {
  'columns.txt': 'NAME  NODE\nmetadata.name spec.nodeName\n',
  'path.txt': '{.metadata.name}',
  'template.txt': '{{.metadata.name}}',
  'invalid.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: No_Name}\nspec: {containers: []}\n',
  'roles.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [''], resources: [pods], verbs: [get, delete]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: another}
rules: [{apiGroups: [''], resources: [pods], verbs: [get, delete]}]
`,
};
