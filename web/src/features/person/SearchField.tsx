// The search above the list. Arrow keys move in the list meanwhile, Enter opens: hands stay where they are.
import { Search, X } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { useWords } from '../../i18n';
import { Kbd } from '../../ui/Kbd';

interface Props {
    query: string;
    onQuery: (query: string) => void;
    onMove: (by: number) => void;
    onOpen: () => void;
    ref: Ref<HTMLInputElement>;
}

export function SearchField({ query, onQuery, onMove, onOpen, ref }: Props) {
    const { persons } = useWords();
    const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
        if (event.key === 'ArrowDown') onMove(1);
        else if (event.key === 'ArrowUp') onMove(-1);
        else if (event.key === 'Enter' && !event.nativeEvent.isComposing) onOpen();
        else if (event.key === 'Escape' && query) onQuery('');
        else if (event.key === 'Escape') event.currentTarget.blur();
        else return;
        event.preventDefault();
    };
    return (
        <div className="search" role="search">
            <Search size={17} aria-hidden="true" />
            <input
                ref={ref}
                type="text"
                value={query}
                onChange={(event) => onQuery(event.target.value)}
                onKeyDown={onKey}
                placeholder={persons.placeholder}
                aria-label={persons.search}
                aria-keyshortcuts="/"
                autoComplete="off"
                spellCheck={false}
                maxLength={200}
                enterKeyHint="search"
            />
            {query ? (
                <button
                    type="button"
                    className="icon-button small"
                    aria-label={persons.clear}
                    onClick={() => onQuery('')}
                >
                    <X size={16} aria-hidden="true" />
                </button>
            ) : (
                <Kbd>{'/'}</Kbd>
            )}
        </div>
    );
}
