namespace Patchbay.Graph;

/// <summary>An input that is an empty object.</summary>
public sealed record NoInput
{
}
