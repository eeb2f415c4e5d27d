import { useHouse } from '../api/house';
import { useSay } from '../i18n';

/** What a purpose is called; the server's list of them has the words. */
export function usePurposeName() {
    const { purposes } = useHouse();
    const say = useSay();
    return (key: string | undefined) => {
        const row = purposes.find(({ purpose }) => purpose === key);
        return row ? say(row.name) : (key ?? '');
    };
}
