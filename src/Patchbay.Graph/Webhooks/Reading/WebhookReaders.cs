using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Json = Patchbay.Graph.Webhooks.WebhooksJson;

namespace Patchbay.Graph.Webhooks.Reading;

/// <summary>The shapes that most webhooks are made of, parts before wholes. The rest is read by the serializer, with the same result.</summary>
internal static class WebhookReaders
{
    private static readonly Dictionary<Type, ValueReader> _readers = new()
    {
        [typeof(string)] = new TextReader(),
        [typeof(bool?)] = new FlagReader(),
        [typeof(long?)] = new ConverterReader<long>(new LongTextConverter()),
    };

    static WebhookReaders()
    {
        Enum<WebhookObject>();
        Enum<InboundType>();
        Enum<InteractiveReplyType>();
        Enum<DeliveryStatus>();
        Enum<PricingModel>();
        Object(Json.Default.NumberMetadata);
        Object(Json.Default.ContactProfile);
        Object(Json.Default.WebhookContact);
        Object(Json.Default.ReferredProduct);
        Object(Json.Default.InboundContext);
        Object(Json.Default.InboundWelcome);
        Object(Json.Default.Referral);
        Object(Json.Default.InboundText);
        Object(Json.Default.InboundMedia);
        Object(Json.Default.InboundReaction);
        Object(Json.Default.InboundButton);
        Object(Json.Default.ChoiceReply);
        Object(Json.Default.FormReply);
        Object(Json.Default.InboundInteractive);
        Object(Json.Default.InboundMessage);
        Object(Json.Default.ConversationOrigin);
        Object(Json.Default.StatusPricing);
        Object(Json.Default.StatusConversation);
        Object(Json.Default.MessageStatus);
        Messages = Object(Json.Default.MessagingValue);
        List<WebhookChange>(new ConverterReader<WebhookChange>(new WebhookChangeConverter()));
        Object(Json.Default.WebhookEntry);
        Payload = Object(Json.Default.WebhookPayload);
    }

    public static ObjectReader<WebhookPayload> Payload { get; }

    public static ObjectReader<MessagingValue> Messages { get; }

    private static void Enum<T>()
        where T : struct, IOpenEnum<T> => _readers[typeof(T?)] = new ConverterReader<T>(new OpenEnumConverter<T>());

    private static void List<T>(ValueReader item) => _readers[typeof(IReadOnlyList<T>)] = new ListReader<T>(item);

    private static ObjectReader<T> Object<T>(JsonTypeInfo<T> contract)
        where T : GraphObject
    {
        var reader = new ObjectReader<T>(contract, For);
        _readers[typeof(T)] = reader;
        List<T>(reader);
        return reader;
    }

    private static ValueReader For(JsonPropertyInfo property) => property.CustomConverter switch
    {
        JsonConverter<string> text => new ConverterReader<string>(text),
        JsonConverter<long?> number => new ConverterReader<long?>(number),
        JsonConverter<long> number => new ConverterReader<long>(number),
        { } other => throw new NotSupportedException($"{property.Name} has a {other.GetType().Name}."),
        null => _readers.TryGetValue(property.PropertyType, out var known) ? known : new ContractReader(property.Options.GetTypeInfo(property.PropertyType)),
    };
}
