// Search and commands in one field. Persons come from the server while one types, with their permission in one line.
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useSpeech } from '../../i18n';
import { modal } from '../../ui/Dialog';
import { Kbd } from '../../ui/Kbd';
import { Marked } from '../../ui/Marked';
import type { Item } from './item';
import { matches, useCommands } from './useCommands';
import { useFoundPersons } from './useFoundPersons';

interface Props {
    onClose: () => void;
    onKeys: () => void;
    onLeave: () => void;
}

export default function Palette({ onClose, onKeys, onLeave }: Props) {
    const { words } = useSpeech();
    const [query, setQuery] = useState('');
    const [active, setActive] = useState(0);
    const persons = useFoundPersons(query);
    const commands = useCommands(onKeys, onLeave).filter((command) => matches(command.text, query));
    const items = [...persons.items, ...commands];
    const at = Math.min(active, Math.max(0, items.length - 1));
    const id = useId();
    const list = useRef<HTMLDivElement>(null);
    useEffect(() => {
        list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    }, [at]);

    const run = (item: Item | undefined) => {
        if (!item) return;
        onClose();
        item.run();
    };
    const onKey = (event: KeyboardEvent) => {
        if (event.key === 'ArrowDown') setActive((at + 1) % Math.max(1, items.length));
        else if (event.key === 'ArrowUp') setActive((at - 1 + items.length) % Math.max(1, items.length));
        else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(items[at]);
        else return;
        event.preventDefault();
    };
    const option = (item: Item, index: number) => (
        <div
            key={item.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className="palette-item"
            onClick={() => run(item)}
            onPointerMove={() => setActive(index)}
        >
            {item.icon}
            <span className="grow ellipsis">
                <Marked text={item.text} query={query} />
            </span>
            {item.side && <span className="palette-side ellipsis">{item.side}</span>}
            {item.keys && (
                <span className="palette-keys">
                    {item.keys.split(' ').map((key) => (
                        <Kbd key={key}>{key}</Kbd>
                    ))}
                </span>
            )}
        </div>
    );
    return (
        <ModalOverlay
            className="scrim top"
            isOpen
            isDismissable
            onOpenChange={(open) => {
                if (!open) onClose();
            }}
        >
            <Modal className="modal palette">
                <Dialog className="palette-dialog" ref={modal}>
                    <Heading slot="title" level={2} className="hidden">
                        {words.palette.title}
                    </Heading>
                    <div className="palette-field">
                        <Search size={18} aria-hidden="true" />
                        <input
                            autoFocus
                            value={query}
                            onChange={(event) => {
                                setQuery(event.target.value);
                                setActive(0);
                            }}
                            onKeyDown={onKey}
                            placeholder={words.palette.placeholder}
                            role="combobox"
                            aria-label={words.palette.title}
                            aria-expanded="true"
                            aria-controls={`${id}-list`}
                            aria-activedescendant={items.length ? `${id}-${at}` : undefined}
                            aria-autocomplete="list"
                            autoComplete="off"
                            spellCheck={false}
                            maxLength={200}
                        />
                        <Kbd>{words.keys.esc}</Kbd>
                    </div>
                    <div
                        className="palette-list"
                        role="listbox"
                        id={`${id}-list`}
                        aria-label={words.palette.title}
                        ref={list}
                    >
                        {persons.items.length > 0 && (
                            <div role="group" aria-labelledby={`${id}-persons`}>
                                <p className="palette-group" id={`${id}-persons`} role="presentation">
                                    {words.palette.persons}
                                </p>
                                {persons.items.map((item, index) => option(item, index))}
                            </div>
                        )}
                        {commands.length > 0 && (
                            <div role="group" aria-labelledby={`${id}-commands`}>
                                <p className="palette-group" id={`${id}-commands`} role="presentation">
                                    {words.palette.commands}
                                </p>
                                {commands.map((item, index) => option(item, persons.items.length + index))}
                            </div>
                        )}
                    </div>
                    {persons.trouble && (
                        <p className="palette-note" role="alert">
                            {persons.trouble}
                        </p>
                    )}
                    {items.length === 0 && !persons.pending && !persons.trouble && (
                        <p className="palette-note">{words.palette.nothing}</p>
                    )}
                    <span className="hidden" role="status">
                        {query && !persons.pending ? words.palette.results(items.length) : ''}
                    </span>
                    <footer className="palette-foot">
                        <span className="palette-hints" aria-hidden="true">
                            <Kbd>{'↑'}</Kbd>
                            <Kbd>{'↓'}</Kbd>
                            {words.palette.move}
                            <Kbd>{words.keys.enter}</Kbd>
                            {words.palette.open}
                        </span>
                        <span>{words.palette.logged}</span>
                    </footer>
                </Dialog>
            </Modal>
        </ModalOverlay>
    );
}
