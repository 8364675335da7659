namespace Patchbay.Graph;

/// <summary>An input that contains secrets. They are removed from every message.</summary>
internal interface ICarrySecrets
{
    IReadOnlyList<string> Secrets { get; }
}

/// <summary>An input that is sent as a body, with the fields to return in the query.</summary>
internal interface ICarryFields
{
    string? Fields { get; }
}
