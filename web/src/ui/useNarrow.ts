import { useSyncExternalStore } from 'react';

const phone = '(max-width: 760px)';

/** True where the layout is that of a phone, which has rows of another height. */
export function useNarrow() {
    return useSyncExternalStore(
        (listener) => {
            const media = matchMedia(phone);
            media.addEventListener('change', listener);
            return () => media.removeEventListener('change', listener);
        },
        () => matchMedia(phone).matches,
    );
}
