// A status is colour, shape, word and border together: it is readable in greyscale and in forced colours.
import { CircleCheck, CircleHelp, CircleMinus, OctagonX, TriangleAlert } from 'lucide-react';
import type { Status } from '../api/parts';
import { useWords } from '../i18n';

const icons = {
    allowed: CircleCheck,
    conditional: TriangleAlert,
    denied: CircleMinus,
    objected: OctagonX,
    unknown: CircleHelp,
} as const;

export const statuses: readonly Status[] = ['allowed', 'conditional', 'denied', 'objected', 'unknown'];

export function StatusIcon({ status, size = 16 }: { status: Status; size?: number }) {
    const Icon = icons[status];
    return <Icon size={size} aria-hidden="true" className="status-icon" />;
}

export function Legend() {
    const words = useWords();
    return (
        <ul className="legend">
            {statuses.map((status) => (
                <li key={status} className={`on-surface ${status}`}>
                    <StatusIcon status={status} size={14} /> {words.status[status]}
                </li>
            ))}
        </ul>
    );
}
