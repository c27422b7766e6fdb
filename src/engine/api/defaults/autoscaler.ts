/** Defaults of the HorizontalPodAutoscaler. `pkg/apis/autoscaling/v2/defaults.go` */
import type { HorizontalPodAutoscaler, HPAScalingRules } from '../generated/types.ts';
import { change, fill, fillBlank } from './fill.ts';

export function defaultAutoscaler(object: HorizontalPodAutoscaler): HorizontalPodAutoscaler {
  return change(object, 'spec', (spec) => {
    const cpu = { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } };
    const filled = fillBlank(fill(spec, { minReplicas: 1 }), {
      metrics: [{ type: 'Resource', resource: cpu }],
    });
    return change(filled, 'behavior', (behavior) => {
      const scaleUp = defaultRules(behavior.scaleUp, {
        stabilizationWindowSeconds: 0,
        policies: [
          { type: 'Pods', value: 4, periodSeconds: 15 },
          { type: 'Percent', value: 100, periodSeconds: 15 },
        ],
      });
      const scaleDown = defaultRules(behavior.scaleDown, {
        policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
      });
      return { ...behavior, scaleUp, scaleDown };
    });
  });
}

function defaultRules(rules: HPAScalingRules | undefined, defaults: HPAScalingRules): HPAScalingRules {
  return fill(rules ?? {}, { selectPolicy: 'Max', ...defaults });
}
