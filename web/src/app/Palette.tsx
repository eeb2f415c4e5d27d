// Search and commands in one field. Persons come from the server while one types, with their permission in one line.
import { FileUp, Keyboard, LogOut, Moon, Plus, ScrollText, Search, User, Users } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { api } from '../api/client';
import { useHouse } from '../api/house';
import type { PersonRow } from '../api/schema';
import { useRight } from '../api/session';
import { rememberTrail } from '../features/person/trail';
import { useSpeech } from '../i18n';
import { modal } from '../ui/Dialog';
import { fold } from '../ui/highlight';
import { Kbd } from '../ui/Kbd';
import { Marked } from '../ui/Marked';
import { navigate } from '../ui/navigation';
import { useRefusalWords } from '../ui/states';
import { useAsk } from '../api/useAsk';
import { usePlaces } from './Shell';
import { useTheme } from './theme';

interface Item {
    id: string;
    icon: ReactNode;
    text: string;
    side?: string | undefined;
    keys?: string;
    run: () => void;
}
interface Props {
    onClose: () => void;
    onKeys: () => void;
    onLeave: () => void;
}

const shown_persons = 6;

export default function Palette({ onClose, onKeys, onLeave }: Props) {
    const { words } = useSpeech();
    const [query, setQuery] = useState('');
    const [active, setActive] = useState(0);
    const persons = usePersons(query);
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

function matches(text: string, query: string) {
    const folded = fold(text).letters;
    return fold(query.trim())
        .letters.split(' ')
        .every((word) => folded.includes(word));
}

function usePersons(query: string) {
    const { words } = useSpeech();
    const { areas } = useHouse();
    const mayFind = useRight('search_person');
    const mayAsk = useRight('ask_permission');
    const refusalWords = useRefusalWords();
    const [settled, setSettled] = useState('');
    useEffect(() => {
        const timer = setTimeout(() => setSettled(query.trim()), 80);
        return () => clearTimeout(timer);
    }, [query]);
    const area = mayAsk ? areas[0] : undefined;
    const found = useAsk(mayFind && settled ? `palette ${settled}` : null, (signal) =>
        api.post('/person-searches', {
            body: { query: settled, limit: shown_persons, ...(area ? { area_no: area.area_no } : {}) },
            signal,
        }),
    );
    const rows = query.trim() ? (found.data?.rows.slice(0, shown_persons) ?? []) : [];
    const line = (person: PersonRow) => {
        const phone = person.permissions?.find((each) => each.channel === 'phone');
        const all =
            person.permissions?.length && person.permissions.every((each) => each.status === 'objected');
        const statement = all
            ? words.palette.objected
            : phone && area
              ? words.palette.line(area.name, words.palette.phone[phone.status])
              : '';
        return [person.city, statement].filter(Boolean).join(' · ');
    };
    return {
        pending: found.pending || query.trim() !== settled,
        trouble: found.refusal ? refusalWords(found.refusal).title : '',
        items: rows.map((person): Item => ({
            id: person.person_id,
            icon: <User size={16} aria-hidden="true" />,
            text: person.sort_name,
            side: line(person),
            run: () => {
                rememberTrail({ ids: rows.map((row) => row.person_id) });
                navigate(`/kunden/${person.person_id}`);
            },
        })),
    };
}

function useCommands(onKeys: () => void, onLeave: () => void): Item[] {
    const { words, language, setLanguage } = useSpeech();
    const { theme, toggle } = useTheme();
    const icons = { persons: Users, import: FileUp, log: ScrollText } as const;
    const goes = usePlaces().map((place): Item => {
        const Icon = icons[place.key];
        return {
            id: place.path,
            icon: <Icon size={16} aria-hidden="true" />,
            text: words.palette.goTo(words.nav[place.key]),
            keys: `G ${place.letter.toUpperCase()}`,
            run: () => navigate(place.path),
        };
    });
    return [
        ...goes,
        ...(useRight('import_list')
            ? [
                  {
                      id: 'create',
                      icon: <Plus size={16} aria-hidden="true" />,
                      text: words.persons.create,
                      keys: 'C',
                      run: () => navigate('/kunden?neu=1'),
                  },
              ]
            : []),
        {
            id: 'keys',
            icon: <Keyboard size={16} aria-hidden="true" />,
            text: words.shell.keys,
            keys: '?',
            run: onKeys,
        },
        {
            id: 'theme',
            icon: <Moon size={16} aria-hidden="true" />,
            text: theme === 'dark' ? words.shell.toLight : words.shell.toDark,
            run: toggle,
        },
        {
            id: 'language',
            icon: (
                <span className="palette-icon" aria-hidden="true">
                    {words.shell.otherLanguageShort}
                </span>
            ),
            text: words.shell.otherLanguage,
            run: () => setLanguage(language === 'de' ? 'en' : 'de'),
        },
        { id: 'out', icon: <LogOut size={16} aria-hidden="true" />, text: words.shell.logOut, run: onLeave },
    ];
}
