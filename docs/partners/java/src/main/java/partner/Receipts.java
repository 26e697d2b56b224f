package partner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what became of your agency's events. */
public final class Receipts {

  private static final String HELP =
      """
      java -cp target/partner.jar partner.Receipts --config FILE --topic TOPIC --group GROUP [--idle SECONDS]

        --config  properties of the Kafka client: see scram.properties and certificate.properties
        --topic   your agency's receipts, throughline.receipts.<agency>
        --group   begins with the name that you sign in with and a hyphen
        --idle    end when nothing more came for so long; without it, go on until Ctrl-C
      Prints the event's id, its state and why, one receipt a line. What a group has read does not come to it again.""";

  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] args) {
    Options options = Options.read(args, HELP, "config", "topic", "group");
    Duration idle = Duration.ofSeconds(Long.parseLong(options.get("idle", "0")));
    try (var consumer = new KafkaConsumer<String, CloudEvent>(consumerConfig(options))) {
      consumer.subscribe(List.of(options.get("topic", "")));
      long last = System.nanoTime();
      while (idle.isZero() || System.nanoTime() - last < idle.toNanos()) {
        ConsumerRecords<String, CloudEvent> received = consumer.poll(Duration.ofMillis(500));
        received.forEach(Receipts::take);
        if (received.isEmpty()) continue;
        // Only now are they read: after a crash before this line they come again.
        consumer.commitSync();
        last = System.nanoTime();
      }
    }
  }

  /** Your own system would note the state beside the event here. */
  private static void take(ConsumerRecord<String, CloudEvent> received) {
    try {
      CloudEvent event = received.value();
      // Where your id could not be read, the receipt says where the message lies, as Publish did.
      Object about = event.getSubject() == null ? event.getExtension("origin") : event.getSubject();
      JsonNode receipt = JSON.readTree(event.getData().toBytes());
      // Of what is no receipt, such as what you are asked to publish again, the type.
      String state = receipt.path("state").asText(event.getType());
      StringBuilder line = new StringBuilder().append(about).append(' ').append(state);
      for (JsonNode reason : receipt.path("reasons")) line.append(' ').append(reason.path("code").asText());
      if (receipt.has("reason")) line.append(' ').append(receipt.path("reason").path("code").asText());
      System.out.println(line);
    } catch (IOException | RuntimeException error) {
      // One receipt that cannot be read must not hold up the next.
      System.err.printf("The receipt at offset %d cannot be read: %s%n", received.offset(), error.getMessage());
    }
  }

  private static Properties consumerConfig(Options options) {
    Properties config = options.config();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, options.get("group", ""));
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, CloudEventDeserializer.class);
    return config;
  }
}
