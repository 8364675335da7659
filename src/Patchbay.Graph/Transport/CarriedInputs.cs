namespace Patchbay.Graph;

/// <summary>An input that holds secrets, which then appear in no message.</summary>
internal interface ICarrySecrets
{
    IReadOnlyList<string> Secrets { get; }
}

/// <summary>An input that travels as a body, beside which the query says what to return.</summary>
internal interface ICarryFields
{
    string? Fields { get; }
}
