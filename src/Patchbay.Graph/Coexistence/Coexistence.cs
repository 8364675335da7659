using System.Text.Json.Serialization;

namespace Patchbay.Graph.Coexistence;

/// <summary>Requests data of the WhatsApp Business app.</summary>
/// <remarks>Each kind can be requested once, within 24 hours of sign-up.</remarks>
public sealed record SyncAppData : GraphObject
{
    /// <summary>The kind of data.</summary>
    public required AppDataKind SyncType { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}

/// <summary>A kind of data of the WhatsApp Business app.</summary>
[JsonConverter(typeof(OpenEnumConverter<AppDataKind>))]
public readonly record struct AppDataKind(string Value) : IOpenEnum<AppDataKind>
{
    /// <summary>The contacts.</summary>
    public static AppDataKind SmbAppStateSync => new("smb_app_state_sync");

    /// <summary>Earlier messages of up to 180 days.</summary>
    public static AppDataKind History => new("history");

    /// <inheritdoc/>
    public static AppDataKind Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AppDataKind other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}

/// <summary>The answer to a request for app data.</summary>
/// <remarks>The data arrives in webhooks.</remarks>
public sealed record AppDataRequested : GraphObject
{
    /// <summary>Always <c>whatsapp</c>.</summary>
    public string? MessagingProduct { get; init; }

    /// <summary>Id of the request.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? RequestId { get; init; }
}
