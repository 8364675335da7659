using System.Text.Json.Serialization;

namespace Patchbay.Graph.Businesses;

/// <summary>The sort order of a list of accounts.</summary>
[JsonConverter(typeof(OpenEnumConverter<BusinessAccountSort>))]
public readonly record struct BusinessAccountSort(string Value) : IOpenEnum<BusinessAccountSort>
{
    /// <summary>Oldest first.</summary>
    public static BusinessAccountSort CreationTimeAscending => new("creation_time_ascending");

    /// <summary>Newest first.</summary>
    public static BusinessAccountSort CreationTimeDescending => new("creation_time_descending");

    /// <inheritdoc/>
    public static BusinessAccountSort Of(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(BusinessAccountSort other) => OpenEnum.Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenEnum.Hash(Value);

    /// <summary>The text on the wire.</summary>
    public override string ToString() => Value;
}
