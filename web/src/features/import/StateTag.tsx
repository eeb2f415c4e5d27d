import type { Import } from '../../api/schema';
import { useWords } from '../../i18n';

const tones: Record<Import['state'], string> = {
    waiting: '',
    running: '',
    done: 'ok',
    failed: 'stop',
    undoing: '',
    undone: 'warn',
};

export function StateTag({ state }: { state: Import['state'] }) {
    const { imports } = useWords();
    return <span className={`tag ${tones[state]}`}>{imports.states[state]}</span>;
}
