package datachoice.portal.watch;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an operator's collector is: takes figures over HTTP as protobuf, and keeps the newest of each series. */
class OtlpReceiver {
    private final Map<String, Double> series = new ConcurrentHashMap<>();
    private volatile Map<String, String> sender = Map.of();
    private volatile int exports;
    private final HttpServer server;

    OtlpReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/v1/metrics", exchange -> {
            var sent = ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody());
            sent.getResourceMetricsList().forEach(from -> {
                sender = words(from.getResource().getAttributesList());
                from.getScopeMetricsList()
                        .forEach(scope -> scope.getMetricsList().forEach(this::keep));
            });
            exports++;
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/metrics";
    }

    void stop() {
        server.stop(0);
    }

    /** Of the newest export; zero for a series that never came. By the name that Prometheus and Mimir give it. */
    double value(String name, String... tags) {
        return series.getOrDefault(name + tags(tags), 0.0);
    }

    Map<String, Double> series() {
        return new TreeMap<>(series);
    }

    Map<String, String> sender() {
        return sender;
    }

    int exports() {
        return exports;
    }

    private static String tags(String... tags) {
        var all = new TreeMap<String, String>();
        for (int i = 0; i < tags.length; i += 2) {
            all.put(tags[i], tags[i + 1]);
        }
        return all.toString();
    }

    /** @see <a href="https://prometheus.io/docs/guides/opentelemetry/">names with units, totals with their suffix</a> */
    private void keep(Metric metric) {
        var name = metric.getName().replaceAll("[^a-zA-Z0-9]", "_");
        var unit = metric.getUnit().isEmpty() || name.endsWith("_" + metric.getUnit()) ? "" : "_" + metric.getUnit();
        metric.getGauge().getDataPointsList().forEach(it -> put(name + unit, it.getAttributesList(), it.getAsDouble()));
        metric.getSum()
                .getDataPointsList()
                .forEach(it -> put(
                        name + unit + (metric.getSum().getIsMonotonic() ? "_total" : ""),
                        it.getAttributesList(),
                        it.getAsDouble()));
        metric.getHistogram().getDataPointsList().forEach(it -> {
            put(name + unit + "_count", it.getAttributesList(), it.getCount());
            put(name + unit + "_sum", it.getAttributesList(), it.getSum());
            put(name + unit + "_buckets", it.getAttributesList(), it.getExplicitBoundsCount());
        });
        metric.getSummary()
                .getDataPointsList()
                .forEach(it -> put(name + unit + "_count", it.getAttributesList(), it.getCount()));
    }

    private void put(String name, List<KeyValue> tags, double value) {
        series.put(name + words(tags), value);
    }

    private static Map<String, String> words(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey, it -> it.getValue().getStringValue(), (one, other) -> one, TreeMap::new));
    }

    /** Every name and value that stands in a tag. */
    Stream<String> namesOfSeries() {
        return series.keySet().stream();
    }
}
