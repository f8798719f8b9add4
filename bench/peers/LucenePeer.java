// Lucene with kuromoji as a contender: one program that indexes notices and
// answers questions about them, a line in and a line out. The formats are those
// of src/peer/exchange.rs.

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.range.LongRange;
import org.apache.lucene.facet.range.LongRangeFacetCounts;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

public final class LucenePeer {
    static final String[] FACETS = {
        "prefecture", "lg_code", "category", "subcategory", "method", "qualification", "kind"
    };
    static final int MOST_VALUES = 2_000;
    static final int ALL = Integer.MAX_VALUE;
    static final long UNKNOWN = Long.MAX_VALUE;

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "index" -> index(Path.of(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3]));
            case "search" -> new LucenePeer(Path.of(arguments[1]), Long.parseLong(arguments[2])).serve();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    static Analyzer analyzer() {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer words = new JapaneseTokenizer(null, true, JapaneseTokenizer.Mode.NORMAL);
                TokenStream widths = new CJKWidthFilter(words);
                return new TokenStreamComponents(words, new LowerCaseFilter(widths));
            }
        };
    }

    static FacetsConfig facetsConfig() {
        FacetsConfig config = new FacetsConfig();
        config.setMultiValued("qualification", true);
        return config;
    }

    // Indexing.

    static void index(Path notices, Path folder, int threads) throws Exception {
        IndexWriterConfig config = new IndexWriterConfig(analyzer());
        config.setRAMBufferSizeMB(256);
        config.setUseCompoundFile(false);
        config.getMergePolicy().setNoCFSRatio(0);
        config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
        FacetsConfig facets = facetsConfig();
        // With offsets, so that snippets need no second analysis.
        FieldType text = new FieldType();
        text.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        text.setStored(true);
        text.freeze();
        try (IndexWriter writer = new IndexWriter(FSDirectory.open(folder), config);
                BufferedReader lines = Files.newBufferedReader(notices)) {
            List<Thread> running = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Thread worker = new Thread(() -> {
                    try {
                        for (String line = next(lines); line != null; line = next(lines)) {
                            writer.addDocument(facets.build(document(line, text)));
                        }
                    } catch (IOException failure) {
                        synchronized (failures) {
                            failures.add(failure);
                        }
                    }
                });
                worker.start();
                running.add(worker);
            }
            for (Thread worker : running) {
                worker.join();
            }
            if (!failures.isEmpty()) {
                throw new IOException(failures.get(0));
            }
            writer.commit();
        }
        System.out.println("done");
        // The caller reads what it took before it closes the input.
        System.in.read();
    }

    static String next(BufferedReader lines) throws IOException {
        synchronized (lines) {
            return lines.readLine();
        }
    }

    static Document document(String line, FieldType text) {
        String[] columns = line.split("\t", -1);
        Document document = new Document();
        document.add(new Field("title", columns[0], text));
        document.add(new Field("body", columns[1], text));
        long closesAt = columns[2].isEmpty() ? UNKNOWN : Long.parseLong(columns[2]);
        document.add(new LongPoint("closes_at", closesAt));
        document.add(new NumericDocValuesField("closes_at", closesAt));
        for (int facet = 0; facet < FACETS.length; facet++) {
            for (String value : columns[3 + facet].split(",")) {
                if (!value.isEmpty()) {
                    document.add(new SortedSetDocValuesFacetField(FACETS[facet], value));
                    document.add(new StringField(FACETS[facet], value, Field.Store.NO));
                }
            }
        }
        return document;
    }

    // Searching.

    final IndexSearcher searcher;
    final SortedSetDocValuesReaderState state;
    final Analyzer analyzer = analyzer();
    final UnifiedHighlighter highlighter;
    final LongRange[] deadlines;
    final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    LucenePeer(Path folder, long now) throws IOException {
        DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder));
        searcher = new IndexSearcher(reader);
        state = new DefaultSortedSetDocValuesReaderState(reader);
        highlighter = new UnifiedHighlighter(searcher, analyzer);
        highlighter.setMaxLength(1 << 20);
        long[] days = {0, 1, 3, 7, 14, 30};
        deadlines = new LongRange[days.length - 1];
        for (int range = 0; range < deadlines.length; range++) {
            long from = now + days[range] * 86_400;
            deadlines[range] = new LongRange("" + range, from, true, now + days[range + 1] * 86_400, false);
        }
    }

    void serve() throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            long wall = System.nanoTime();
            long cpu = threads.getCurrentThreadCpuTime();
            long[] answer = answer(line);
            cpu = threads.getCurrentThreadCpuTime() - cpu;
            wall = System.nanoTime() - wall;
            System.out.println(answer[0] + "\t" + cpu + "\t" + wall + "\t" + answer[1]);
        }
    }

    /** Total and, so that nothing is left out as unused, the size of the page. */
    long[] answer(String line) throws IOException {
        String[] asked = line.split("\t", -1);
        int limit = Integer.parseInt(asked[0]);
        boolean byDeadline = asked[1].equals("closes_at");
        Query words = words(asked[2]);
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(words == null ? new MatchAllDocsQuery() : words, Occur.MUST);
        for (String filter : split(asked[3], ";")) {
            String[] pair = filter.split("=", 2);
            query.add(new TermQuery(new Term(pair[0], pair[1])), Occur.FILTER);
        }
        if (!asked[4].isEmpty() || !asked[5].isEmpty()) {
            long from = asked[4].isEmpty() ? Long.MIN_VALUE : Long.parseLong(asked[4]);
            long to = asked[5].isEmpty() ? UNKNOWN - 1 : Math.min(Long.parseLong(asked[5]), UNKNOWN - 1);
            query.add(LongPoint.newRangeQuery("closes_at", from, to), Occur.FILTER);
        }
        List<BytesRef> lacking = new ArrayList<>();
        for (String value : split(asked[6], ",")) {
            lacking.add(new BytesRef(value));
        }
        if (!lacking.isEmpty()) {
            query.add(new TermInSetQuery("qualification", lacking), Occur.MUST_NOT);
        }
        TopDocsCollector<?> top = byDeadline
            ? TopFieldCollector.create(new Sort(new SortField("closes_at", SortField.Type.LONG)), limit, ALL)
            : TopScoreDocCollector.create(limit, ALL);
        FacetsCollector hits = new FacetsCollector();
        searcher.search(query.build(), MultiCollector.wrap(top, hits));
        long size = 0;
        Facets facets = new SortedSetDocValuesFacetCounts(state, hits);
        for (String facet : FACETS) {
            var values = facets.getTopChildren(MOST_VALUES, facet);
            size += values == null ? 0 : values.labelValues.length;
        }
        size += new LongRangeFacetCounts("closes_at", hits, deadlines).getTopChildren(10, "closes_at").childCount;
        TopDocs page = top.topDocs();
        if (words == null) {
            for (var hit : page.scoreDocs) {
                size += searcher.doc(hit.doc).get("title").length();
            }
        } else {
            var passages = highlighter.highlightFields(
                new String[] {"title", "body"}, words, page, new int[] {1, 2});
            for (String[] passage : passages.values()) {
                size += Arrays.stream(passage).mapToLong(each -> each == null ? 0 : each.length()).sum();
            }
        }
        return new long[] {page.totalHits.value, size};
    }

    static String[] split(String text, String by) {
        return text.isEmpty() ? new String[0] : text.split(by);
    }

    /** All words; of a word with bars any of its alternatives. Null without words. */
    Query words(String text) throws IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : split(text, " ")) {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            for (String alternative : word.split("\\|")) {
                List<String> terms = terms(alternative);
                any.add(new BoostQuery(inField("title", terms), 2), Occur.SHOULD);
                any.add(inField("body", terms), Occur.SHOULD);
            }
            all.add(any.build(), Occur.MUST);
        }
        BooleanQuery query = all.build();
        return query.clauses().isEmpty() ? null : query;
    }

    static Query inField(String field, List<String> terms) {
        if (terms.size() == 1) {
            return new TermQuery(new Term(field, terms.get(0)));
        }
        return new PhraseQuery(field, terms.toArray(new String[0]));
    }

    List<String> terms(String word) throws IOException {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("body", word)) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        }
        return terms;
    }
}
