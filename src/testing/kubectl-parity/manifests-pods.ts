/** Pods in many states, and with many things to tell. */
export const podManifests = `
apiVersion: v1
kind: Pod
metadata: {name: crashing, labels: {state: bad}}
spec:
  containers: [{name: c, image: 'busybox:1.36', command: [sh, -c, 'echo no; exit 3']}]
---
apiVersion: v1
kind: Pod
metadata: {name: no-image, labels: {state: bad}}
spec:
  containers: [{name: c, image: 'registry.invalid/nothing:1'}]
---
apiVersion: v1
kind: Pod
metadata: {name: too-big, labels: {state: bad}}
spec:
  containers: [{name: c, image: 'nginx:1.27', resources: {requests: {cpu: '64', memory: 1Ti}}}]
---
apiVersion: v1
kind: Pod
metadata: {name: done}
spec:
  restartPolicy: Never
  containers: [{name: c, image: 'busybox:1.36', command: [sh, -c, 'exit 0']}]
---
apiVersion: v1
kind: Pod
metadata: {name: failed}
spec:
  restartPolicy: Never
  containers: [{name: c, image: 'busybox:1.36', command: [sh, -c, 'exit 7']}]
---
apiVersion: v1
kind: Pod
metadata: {name: stuck-init}
spec:
  initContainers: [{name: wait, image: 'busybox:1.36', command: [sleep, infinity]}]
  containers: [{name: c, image: 'nginx:1.27'}]
---
apiVersion: v1
kind: Pod
metadata: {name: missing-config}
spec:
  containers:
    - {name: c, image: 'nginx:1.27', envFrom: [{configMapRef: {name: absent}}]}
---
apiVersion: v1
kind: Pod
metadata:
  name: full
  labels: {app: full}
  annotations:
    note: short
    long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    lines: "one\\ntwo\\n"
spec:
  priorityClassName: important
  nodeSelector: {kubernetes.io/os: linux}
  securityContext: {seccompProfile: {type: RuntimeDefault}}
  readinessGates: [{conditionType: example.com/ready}]
  topologySpreadConstraints:
    - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: full}}}
    - {maxSkew: 2, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: full}}}
  tolerations:
    - {key: a, operator: Equal, value: b, effect: NoSchedule}
    - {key: c, operator: Exists}
    - {key: d, operator: Exists, effect: NoExecute, tolerationSeconds: 30}
  initContainers:
    - {name: first, image: 'busybox:1.36', command: [sh, -c, 'echo hi']}
    - {name: sidecar, image: 'busybox:1.36', restartPolicy: Always, command: [sleep, infinity]}
  containers:
    - name: main
      image: nginx:1.27
      args: ["one", "two\\nthree"]
      command: [sh, -c, 'sleep infinity']
      ports: [{name: http, containerPort: 80, hostPort: 8088}, {containerPort: 53, protocol: UDP}]
      resources: {limits: {cpu: '1', memory: 1024Mi}, requests: {cpu: 0.25, memory: 128Mi}}
      livenessProbe: {exec: {command: [sh, -c, 'exit 0']}, initialDelaySeconds: 5}
      readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 20, failureThreshold: 5}
      startupProbe: {httpGet: {path: /up, port: 80, host: 127.0.0.1, scheme: HTTPS}}
      envFrom:
        - {configMapRef: {name: settings}}
        - {secretRef: {name: login, optional: true}, prefix: LOGIN_}
      env:
        - {name: PLAIN, value: x}
        - {name: LINES, value: "a\\nb"}
        - {name: EMPTY}
        - {name: NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
        - {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
        - {name: UID, valueFrom: {fieldRef: {fieldPath: metadata.uid}}}
        - {name: APP, valueFrom: {fieldRef: {fieldPath: "metadata.labels['app']"}}}
        - {name: CPU, valueFrom: {resourceFieldRef: {resource: requests.cpu, divisor: 1m}}}
        - {name: MEMORY, valueFrom: {resourceFieldRef: {resource: limits.memory}}}
        - {name: DISK, valueFrom: {resourceFieldRef: {resource: limits.ephemeral-storage}}}
        - {name: MODE, valueFrom: {configMapKeyRef: {name: settings, key: mode}}}
        - {name: PASSWORD, valueFrom: {secretKeyRef: {name: login, key: password, optional: true}}}
      volumeMounts:
        - {name: scratch, mountPath: /tmp/scratch}
        - {name: config, mountPath: /etc/config, readOnly: true}
        - {name: config, mountPath: /etc/app.conf, subPath: app.conf}
  volumes:
    - {name: scratch, emptyDir: {sizeLimit: 1Gi, medium: Memory}}
    - {name: plain, emptyDir: {}}
    - {name: config, configMap: {name: settings}}
    - {name: keys, secret: {secretName: login, optional: true}}
    - {name: host, hostPath: {path: /var/log}}
    - {name: folder, hostPath: {path: /srv, type: DirectoryOrCreate}}
    - name: about
      downwardAPI:
        items:
          - {path: name, fieldRef: {fieldPath: metadata.name}}
          - {path: cpu, resourceFieldRef: {containerName: main, resource: limits.cpu}}
    - name: all
      projected:
        sources:
          - {secret: {name: login}}
          - {configMap: {name: settings, optional: true}}
          - {downwardAPI: {items: [{path: name, fieldRef: {fieldPath: metadata.name}}]}}
          - {serviceAccountToken: {path: token, expirationSeconds: 600}}
---
apiVersion: v1
kind: Pod
metadata: {name: sources}
spec:
  nodeName: nowhere
  containers: [{name: c, image: 'nginx:1.27'}]
  volumes:
    - {name: nfs, nfs: {server: nas, path: /data}}
    - {name: claim, persistentVolumeClaim: {claimName: data, readOnly: true}}
    - {name: csi, csi: {driver: secrets.example.com, volumeAttributes: {b: '2', a: '1'}}}
    - {name: plain-csi, csi: {driver: plain.example.com, readOnly: true}}
    - {name: iscsi, iscsi: {targetPortal: '10.0.2.15:3260', iqn: 'iqn.2001-04.com.example:storage', lun: 0, fsType: ext4}}
    - {name: fc, fc: {targetWWNs: ['500a0982991b8dc5', '500a0982891b8dc5'], lun: 2}}
    - {name: cephfs, cephfs: {monitors: ['10.16.154.78:6789'], user: admin, secretRef: {name: ceph}}}
    - {name: rbd, rbd: {monitors: ['a:1', 'b:2'], image: foo}}
    - {name: azure, azureFile: {secretName: s, shareName: share}}
    - {name: flex, flexVolume: {driver: example.com/lvm, options: {size: 10Gi, b: a}}}
    - {name: gce, gcePersistentDisk: {pdName: disk}}
    - {name: git, gitRepo: {repository: 'https://example.com/r.git'}}
    - {name: oci, image: {reference: 'quay.io/x/y:1', pullPolicy: IfNotPresent}}
    - name: own
      ephemeral:
        volumeClaimTemplate:
          metadata: {labels: {b: c, a: b}, annotations: {x: y}}
          spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 1Gi}}}
`;
