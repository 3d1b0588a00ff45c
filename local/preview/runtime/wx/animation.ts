import { styleNames, transformNames, type AnimationData } from '../animation';

interface Timing {
  duration?: number;
  timingFunction?: string;
  delay?: number;
  transformOrigin?: string;
}

type Animate = AnimationData['actions'][number]['animates'][number];

/** `wx.createAnimation`: collects what to do until `step`, and the steps until `export`. */
export function createAnimation(timing: Timing = {}): Record<string, (...args: never[]) => unknown> {
  let actions: AnimationData['actions'] = [];
  let animates: Animate[] = [];
  const animation: Record<string, (...args: never[]) => unknown> = {
    step(own: Timing = {}) {
      const {
        duration = 400,
        timingFunction = 'linear',
        delay = 0,
        transformOrigin = '50% 50% 0',
      } = { ...timing, ...own };
      actions.push({
        animates,
        option: { transformOrigin, transition: { duration, timingFunction, delay } },
      });
      animates = [];
      return animation;
    },
    export() {
      const exported: AnimationData = { actions };
      actions = [];
      return exported;
    },
  };
  for (const type of [...transformNames, ...styleNames]) {
    animation[type] = (...args: (string | number)[]) => {
      animates.push({ type, args });
      return animation;
    };
  }
  return animation;
}
