package datachoice.publication.paper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.jspecify.annotations.Nullable;

/**
 * Pictures with empty words, {@code alt=""}, are decoration. On a page of the web that is enough to keep a screen reader
 * silent; in a PDF they must be taken out of the structure, else each is told as a figure without a name (PDF/UA-1, 7.3).
 */
public final class Decoration {
    private static final COSName FIGURE = COSName.getPDFName("Figure");
    private static final COSName STRUCT_PARENTS = COSName.getPDFName("StructParents");

    private Decoration() {}

    /** Marks them as artifacts, in a tagged document that is complete and not yet saved. */
    public static void mark(PDDocument document) throws IOException {
        var root = document.getDocumentCatalog().getStructureTreeRoot();
        if (root == null) {
            return;
        }
        var found = new HashMap<COSDictionary, Set<Integer>>();
        takeOut(root.getCOSObject(), found);
        var numbers = root.getCOSObject().getCOSDictionary(COSName.PARENT_TREE);
        for (var page : document.getPages()) {
            var pictures = found.get(page.getCOSObject());
            if (pictures != null) {
                forget(page, pictures, numbers);
                paintAsArtifacts(document, page, pictures);
            }
        }
    }

    /** The tree of a page-long document is not deep. */
    private static void takeOut(COSDictionary element, Map<COSDictionary, Set<Integer>> found) {
        var stay = new COSArray();
        boolean changed = false;
        for (var kid : kids(element.getDictionaryObject(COSName.K))) {
            if (kid instanceof COSDictionary child && isDecoration(child)) {
                var page = child.getCOSDictionary(COSName.PG);
                kids(child.getDictionaryObject(COSName.K)).forEach(content -> {
                    if (content instanceof COSInteger number) {
                        found.computeIfAbsent(page, p -> new HashSet<>()).add(number.intValue());
                    }
                });
                changed = true;
            } else {
                if (kid instanceof COSDictionary child) {
                    takeOut(child, found);
                }
                stay.add(kid);
            }
        }
        if (changed) {
            element.setItem(COSName.K, stay);
        }
    }

    private static boolean isDecoration(COSDictionary element) {
        return FIGURE.equals(element.getCOSName(COSName.S))
                && element.getString(COSName.ALT, "").isEmpty();
    }

    private static List<COSBase> kids(@Nullable COSBase kids) {
        if (kids == null) {
            return List.of();
        }
        if (!(kids instanceof COSArray array)) {
            return List.of(kids);
        }
        var list = new ArrayList<COSBase>();
        for (int i = 0; i < array.size(); i++) {
            list.add(array.getObject(i));
        }
        return list;
    }

    /** Nothing of the structure belongs to them any more. */
    private static void forget(PDPage page, Set<Integer> pictures, @Nullable COSDictionary numbers) {
        var all = numbers == null ? null : numbers.getCOSArray(COSName.NUMS);
        int own = page.getCOSObject().getInt(STRUCT_PARENTS, -1);
        for (int i = 0; all != null && i + 1 < all.size(); i += 2) {
            if (all.getInt(i) == own && all.getObject(i + 1) instanceof COSArray contents) {
                pictures.forEach(number -> contents.set(number, COSNull.NULL));
            }
        }
    }

    private static void paintAsArtifacts(PDDocument document, PDPage page, Set<Integer> pictures) throws IOException {
        String painted;
        try (var contents = page.getContents()) {
            painted = new String(contents.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        for (var number : pictures) {
            painted = painted.replace("/Figure <</MCID " + number + ">> BDC", "/Artifact BMC");
        }
        var stream = new PDStream(document);
        try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(painted.getBytes(StandardCharsets.ISO_8859_1));
        }
        page.setContents(stream);
    }
}
