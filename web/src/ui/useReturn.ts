import { useEffect, useRef } from 'react';

/** Runs when somebody comes back to this window: what stands in it may be old by now. */
export function useReturn(run: () => void) {
    const running = useRef(run);
    running.current = run;
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        // A window that comes up says so twice: once as seen, once as the one with the focus.
        const onReturn = () => {
            clearTimeout(timer);
            if (document.visibilityState === 'visible') timer = setTimeout(() => running.current(), 50);
        };
        document.addEventListener('visibilitychange', onReturn);
        window.addEventListener('focus', onReturn);
        return () => {
            clearTimeout(timer);
            document.removeEventListener('visibilitychange', onReturn);
            window.removeEventListener('focus', onReturn);
        };
    }, []);
}
