package partner;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.CloudEventSerializer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes the CloudEvents of JSON files to your agency's own topic. */
public final class Publish {

  private static final String HELP =
      """
      java -cp target/partner.jar partner.Publish --config FILE --topic TOPIC [--mode MODE] EVENTS.json...

        --config  properties of the Kafka client: see scram.properties and certificate.properties
        --topic   your agency's own topic, throughline.events.<agency>
        --mode    structured (the default): the whole event in the message
                  binary: attributes in headers, the data in the message
      A file holds one event, or a list of them. Prints where each lies; ends with 1 where one was not taken.""";

  private static final List<String> MODES = List.of("STRUCTURED", "BINARY");

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(JsonFormat.getCloudEventJacksonModule())
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);

  public static void main(String[] args) throws InterruptedException {
    Options options = Options.read(args, HELP, "config", "topic");
    List<CloudEvent> events = new ArrayList<>();
    for (Path file : options.files()) events.addAll(read(file));
    Properties config = producerConfig(options);
    int refused = 0;
    try (var producer = new KafkaProducer<String, CloudEvent>(config)) {
      refused = publish(producer, options.get("topic", ""), events);
    }
    System.exit(refused == 0 ? 0 : 1);
  }

  /** Ends the program where a file holds what is no event: nothing of it is sent, so that the order stays yours. */
  private static List<CloudEvent> read(Path file) {
    List<CloudEvent> events = new ArrayList<>();
    for (JsonNode event : contentOf(file)) {
      String name = "Event %d of %s".formatted(events.size() + 1, file.getFileName());
      if (event.path("id").asText().isEmpty())
        Options.end(name + " has no id: give it one of your own, never used before. Nothing was sent.", 1);
      try {
        events.add(JSON.treeToValue(event, CloudEvent.class));
      } catch (IOException | RuntimeException error) {
        Options.end(name + " is no CloudEvent: " + reason(error) + ". Nothing was sent.", 1);
      }
    }
    return events;
  }

  private static JsonNode[] contentOf(Path file) {
    try {
      return JSON.readValue(file.toFile(), JsonNode[].class);
    } catch (FileNotFoundException error) {
      String why = error.getMessage().replace(file.toString(), "").strip();
      Options.end(file + " cannot be read: " + why + ". Nothing was sent.", 1);
    } catch (IOException error) {
      Options.end(file + " is no JSON in UTF-8: " + reason(error) + ". Nothing was sent.", 1);
    }
    return new JsonNode[0];
  }

  /** What is wrong, at the bottom of the error; without the place in the text and all that follows it. */
  private static String reason(Throwable error) {
    while (error.getCause() != null) error = error.getCause();
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
  }

  private static Properties producerConfig(Options options) {
    Properties config = options.config();
    // Taken means held by every broker that must hold it; a retry of the client itself leaves no second copy.
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, "20000");
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, CloudEventSerializer.class);
    String mode = options.get("mode", "structured").toUpperCase();
    if (!MODES.contains(mode)) Options.end("--mode is structured or binary.\n\n" + HELP, 2);
    config.put(CloudEventSerializer.ENCODING_CONFIG, Encoding.valueOf(mode));
    config.put(CloudEventSerializer.EVENT_FORMAT_CONFIG, JsonFormat.CONTENT_TYPE);
    return config;
  }

  /** Hands over all of them, then waits for each. How many were not taken. */
  private static int publish(KafkaProducer<String, CloudEvent> producer, String topic, List<CloudEvent> events)
      throws InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (CloudEvent event : events) {
      // The key is the subject: what you say of one person stays in order.
      String key = event.getSubject() == null ? event.getId() : event.getSubject();
      sent.add(producer.send(new ProducerRecord<>(topic, key, event)));
    }
    int refused = 0;
    for (int at = 0; at < events.size(); at++) {
      String id = events.get(at).getId();
      try {
        RecordMetadata place = sent.get(at).get();
        System.out.printf("%s partition %d offset %d%n", id, place.partition(), place.offset());
      } catch (ExecutionException | KafkaException error) {
        refused++;
        Throwable cause = error.getCause() == null ? error : error.getCause();
        System.err.printf("%s was not taken: %s: %s%n", id, cause.getClass().getSimpleName(), cause.getMessage());
      }
    }
    return refused;
  }
}
