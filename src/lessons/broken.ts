import { webDeployment, webService } from './web-deployment.ts';

/** A cluster with three things wrong with it, each of another kind: to be found and mended. */
export const brokenFile = 'broken.yaml';

export const brokenManifest = `# Three of these four do not run. Find out why, and mend them.
${webDeployment({ name: 'shop', replicas: 2, image: 'nginx:1.29' })}---
${webDeployment({ name: 'cart', replicas: 2, image: 'nginx:1.92-typo' })}---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: mailer
spec:
  replicas: 1
  selector:
    matchLabels:
      app: mailer
  template:
    metadata:
      labels:
        app: mailer
    spec:
      containers:
      - name: mailer
        image: busybox:1.37
        command: ["sh", "-c", "echo sending as $SENDER; sleep 3600"]
        envFrom:
        - configMapRef:
            name: mailer-settings
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: search
spec:
  replicas: 1
  selector:
    matchLabels:
      app: search
  template:
    metadata:
      labels:
        app: search
    spec:
      containers:
      - name: search
        image: redis:8
        resources:
          requests:
            cpu: "64"
---
${webService('shop')}`;
