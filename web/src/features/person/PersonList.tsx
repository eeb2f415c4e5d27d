// The list of customers: search, rows, footer. What is searched for stays in memory; the address holds the area alone.
import { FileUp, SearchX, Users } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useHouse } from '../../api/house';
import { useRight } from '../../api/session';
import { useFormat, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { Kbd } from '../../ui/Kbd';
import { useKey } from '../../ui/keys';
import { navigate, useAddress, withQuery } from '../../ui/navigation';
import { Empty, Skeleton, Trouble, useLate } from '../../ui/states';
import { useNarrow } from '../../ui/useNarrow';
import { type GridHandle, VirtualGrid } from '../../ui/VirtualGrid';
import { AreaChoice, ListHead } from './ListHead';
import { PersonCells } from './PersonCells';
import { SearchField } from './SearchField';
import { readTrail, rememberTrail } from './trail';
import { type Listed, useRows } from './useRows';

export function PersonList() {
    const words = useWords();
    const url = useAddress();
    const { areas } = useHouse();
    const narrow = useNarrow();
    const asked = Number(url.searchParams.get('bereich') ?? '');
    const area_no = areas.find((area) => area.area_no === asked)?.area_no ?? areas[0]?.area_no ?? null;
    const mayAsk = useRight('ask_permission');
    const [query, setQuery] = useState(() => readTrail().query);
    const [active, setActive] = useState(() => readTrail().active);
    const listed = useRows(query, mayAsk ? area_no : null);
    const rows = listed.shown?.rows ?? [];
    const grid = useRef<GridHandle>(null);
    const search = useRef<HTMLInputElement>(null);

    useEffect(() => {
        rememberTrail({ ids: rows.map((row) => row.person_id), query, active });
    }, [rows, query, active]);
    const [hurried, setHurried] = useState(false);
    const type = (next: string) => {
        setQuery(next);
        setActive(0);
        setHurried(false);
    };
    const chooseArea = (next: number) => navigate(withQuery(url, { bereich: next }), 'replace');
    const address = (index: number) => {
        const person = rows[index];
        return person
            ? `/kunden/${person.person_id}${area_no === null ? '' : `?bereich=${area_no}`}`
            : '/kunden';
    };
    const open = (index: number) => {
        if (rows[index]) navigate(address(index));
    };
    // Enter typed faster than the answer comes opens what was searched for, not what the list still shows.
    const openHit = () => {
        if (listed.pending) setHurried(true);
        else open(active);
    };
    useEffect(() => {
        if (!hurried || listed.pending) return;
        setHurried(false);
        const first = rows[0];
        if (first) navigate(`/kunden/${first.person_id}${area_no === null ? '' : `?bereich=${area_no}`}`);
    }, [hurried, listed.pending, rows, area_no]);

    useKey('/', () => search.current?.focus());
    const step = (by: number) => {
        grid.current?.focus();
        grid.current?.move(by);
    };
    useKey('j', () => step(1));
    useKey('k', () => step(-1));
    const { more } = listed;
    const nearEnd = useCallback(() => more(), [more]);

    return (
        <>
            <div className="toolbar">
                <SearchField
                    ref={search}
                    query={query}
                    onQuery={type}
                    onMove={(by) => grid.current?.move(by)}
                    onOpen={openHit}
                />
                {narrow && mayAsk && area_no !== null && <AreaChoice area_no={area_no} onArea={chooseArea} />}
            </div>
            <div className="panel list-panel" aria-busy={listed.pending}>
                <ListBody listed={listed} query={query} onClear={() => type('')}>
                    <VirtualGrid
                        label={words.persons.grid}
                        count={rows.length}
                        handle={grid}
                        total={knownTotal(listed)}
                        rowHeight={narrow ? 72 : 40}
                        active={Math.min(active, Math.max(0, rows.length - 1))}
                        onActive={setActive}
                        onOpen={open}
                        onNearEnd={nearEnd}
                        head={<ListHead area_no={mayAsk && !narrow ? area_no : null} onArea={chooseArea} />}
                        row={(index) => {
                            const person = rows[index];
                            return (
                                person && (
                                    <PersonCells
                                        person={person}
                                        query={listed.shown?.query ?? ''}
                                        href={address(index)}
                                    />
                                )
                            );
                        }}
                        tail={listed.growing && <p className="grid-tail">{words.persons.tail}</p>}
                    />
                </ListBody>
                <Footer listed={listed} />
            </div>
        </>
    );
}

/** Undefined where nobody knows how many there are. */
function knownTotal({ shown }: Listed) {
    if (shown?.total) return shown.total.exact ? shown.total.count : undefined;
    return shown?.completeness === 'all' ? shown.rows.length : undefined;
}

function ListBody({
    listed,
    query,
    onClear,
    children,
}: {
    listed: Listed;
    query: string;
    onClear: () => void;
    children: React.ReactNode;
}) {
    const { persons } = useWords();
    const mayImport = useRight('import_list');
    const late = useLate(listed.pending && !listed.shown);
    if (listed.refusal && !listed.shown) return <Trouble refusal={listed.refusal} again={listed.again} />;
    if (!listed.shown) return late ? <Skeleton lines={14} className="rows" /> : <div className="grow" />;
    if (listed.shown.rows.length > 0) return children;
    if (listed.shown.query) {
        return (
            <Empty
                icon={<SearchX size={26} aria-hidden="true" />}
                title={persons.nothingTitle(query.trim())}
                actions={<Button onClick={onClear}>{persons.showAll}</Button>}
            >
                {persons.nothingText}
            </Empty>
        );
    }
    return (
        <Empty
            icon={<Users size={26} aria-hidden="true" />}
            title={persons.emptyTitle}
            actions={
                mayImport && (
                    <Button
                        look="primary"
                        icon={<FileUp size={16} aria-hidden="true" />}
                        onClick={() => navigate('/import')}
                    >
                        {persons.emptyImport}
                    </Button>
                )
            }
        >
            {persons.emptyText}
        </Empty>
    );
}

function Footer({ listed }: { listed: Listed }) {
    const { persons, keys } = useWords();
    const format = useFormat();
    const { shown } = listed;
    const total = shown?.total;
    const count = total ? total.count : (shown?.rows.length ?? 0);
    const number = total && !total.exact ? persons.over(format.number(count)) : format.number(count);
    const searched = Boolean(shown?.query);
    return (
        <div className="list-foot">
            <span role="status">
                {shown && (
                    <>
                        <strong>
                            {shown.completeness && shown.completeness !== 'all'
                                ? persons.over(number)
                                : number}
                        </strong>
                        {` ${searched ? persons.hits(count) : persons.records(count)}`}
                        <span className="quiet">{` · ${persons.answered(format.number(Math.max(1, Math.round(shown.took_ms))))}`}</span>
                        {shown.completeness === 'cut_off' && ` · ${persons.cutOff}`}
                        {shown.completeness === 'more' && ` · ${persons.moreHits}`}
                    </>
                )}
            </span>
            <span className="list-keys" aria-hidden="true">
                <Kbd>{'J'}</Kbd>
                <Kbd>{'K'}</Kbd>
                {persons.move}
                <Kbd>{keys.enter}</Kbd>
                {persons.open}
                <Kbd>{'?'}</Kbd>
                {persons.allKeys}
            </span>
        </div>
    );
}
