using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Messages;

/// <summary>The parameters of each message type.</summary>
internal static class MessageParams
{
    private static Param Media(string name, params Param[] more) =>
        P.Object(name, [P.Text("id"), P.Text("link", 2048), .. more]);

    private static readonly Param Contact = P.Object(
        "",
        P.Object(
                "name",
                P.Text("formatted_name").Must(),
                P.Text("first_name"),
                P.Text("last_name"),
                P.Text("middle_name"),
                P.Text("suffix"),
                P.Text("prefix")
            )
            .Must(),
        P.List("phones", P.Object("", P.Text("phone"), P.Text("type"), P.Text("wa_id"))),
        P.List("emails", P.Object("", P.Text("email"), P.Text("type"))),
        P.Object("org", P.Text("company"), P.Text("department"), P.Text("title")),
        P.List(
            "addresses",
            P.Object(
                "",
                P.Text("street"),
                P.Text("city"),
                P.Text("state"),
                P.Text("zip"),
                P.Text("country"),
                P.Text("country_code"),
                P.Text("type")
            )
        ),
        P.List("urls", P.Object("", P.Text("url"), P.Text("type"))),
        P.Text("birthday")
    );

    public static readonly Param[] Frame =
    [
        P.Product,
        P.OneOf("recipient_type", "individual", "group"),
        P.Text("to", 256),
        P.Text("recipient", 256),
        P.OneOfAnyCase("type", [.. MessageTypes.Sendable]),
        P.Object("context", P.Text("message_id").Must()),
        P.Text("biz_opaque_callback_data", 512),
        P.Text("recipient_identity_key_hash"),
    ];

    public static readonly Param[] Template =
    [
        P.Object(
            "template",
            P.Text("name", 512).Must(),
            P.Text("namespace"),
            P.Object("language", P.Text("code").Must(), P.OneOf("policy", "deterministic")).Must(),
            P.List("components", P.OpenObject(""))
        ),
    ];

    public static readonly Param[] Any =
    [
        .. Frame,
        .. Template,
        .. DirectSendMessages.Params,
        P.Object("text", P.Text("body", 4096).Must(), P.Flag("preview_url")),
        Media("image", P.Text("caption", 1024)),
        Media("video", P.Text("caption", 1024)),
        Media("audio", P.Flag("voice")),
        Media("sticker"),
        Media("document", P.Text("caption", 1024), P.Text("filename", 240)),
        P.Object(
            "location",
            P.Number("latitude").Must(),
            P.Number("longitude").Must(),
            P.Text("name"),
            P.Text("address")
        ),
        P.List("contacts", Contact, 257),
        P.Object("reaction", P.Text("message_id").Must(), P.Text("emoji")),
        P.Object(
            "interactive",
            P.OneOf("type", [.. InteractiveRules.Types]).Must(),
            P.OpenObject("header"),
            P.Object("body", P.Text("text", 4096).Must()),
            P.Object("footer", P.Text("text", 60).Must()),
            P.OpenObject("action").Must()
        ),
        // Read receipts go to the same path.
        P.OneOf("status", "read"),
        P.Text("message_id"),
        P.Object("typing_indicator", P.OneOf("type", "text").Must()),
    ];
}

internal static class MessageTypes
{
    public static readonly string[] Sendable =
    [
        "audio",
        "contacts",
        "document",
        "image",
        "interactive",
        "location",
        "reaction",
        "sticker",
        "template",
        "text",
        "video",
    ];

    /// <summary>
    /// Returns the shared string of a type, so that each message does not keep its own copy. Requests may write the
    /// type in any case.
    /// </summary>
    public static string Find(string type) =>
        Array.Find(Sendable, known => known.Equals(type, StringComparison.OrdinalIgnoreCase))
        ?? type.ToLowerInvariant();

    public static readonly string[] Media = ["audio", "document", "image", "sticker", "video"];
}
