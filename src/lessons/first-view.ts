import { webDeployment, webService } from './web-deployment.ts';

/** What a visitor finds: one Deployment behind one Service, already applied and open in the editor. */
export const firstViewFile = 'web.yaml';

/** The same as `firstViewManifest`, so that the page begins without a YAML parser; a test compares them. */
export const firstViewObjects = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: 4,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'nginx:1.29',
              ports: [{ containerPort: 80 }],
              readinessProbe: { httpGet: { path: '/', port: 80 } },
              resources: { requests: { cpu: '250m', memory: '128Mi' } },
            },
          ],
        },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 80 }] },
  },
];

export const firstViewManifest = `${webDeployment({
  name: 'web',
  replicas: 4,
  image: 'nginx:1.29',
  more: `        readinessProbe:
          httpGet:
            path: /
            port: 80
        resources:
          requests:
            cpu: 250m
            memory: 128Mi
`,
})}---
${webService('web')}`;
