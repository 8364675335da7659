using System.Text.Json.Serialization;

namespace Patchbay.Graph.PhoneNumbers;

/// <summary>The sort order of a list of phone numbers: a field and a direction.</summary>
[JsonConverter(typeof(OpenEnumConverter<PhoneNumberSort>))]
public readonly record struct PhoneNumberSort(string Value) : IOpenEnum<PhoneNumberSort>
{
    /// <summary>Oldest first.</summary>
    public static PhoneNumberSort CreationTimeAsc => new("creation_time.asc");

    /// <summary>Newest first.</summary>
    public static PhoneNumberSort CreationTimeDesc => new("creation_time.desc");

    /// <summary>Onboarded longest ago first.</summary>
    public static PhoneNumberSort LastOnboardedTimeAsc => new("last_onboarded_time.asc");

    /// <summary>Onboarded most recently first.</summary>
    public static PhoneNumberSort LastOnboardedTimeDesc => new("last_onboarded_time.desc");

    /// <inheritdoc/>
    public static PhoneNumberSort Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(PhoneNumberSort other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
