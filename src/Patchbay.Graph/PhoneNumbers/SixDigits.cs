namespace Patchbay.Graph.PhoneNumbers;

/// <summary>Checks PINs and codes before a call, because Meta counts wrong PINs and codes.</summary>
internal static class SixDigits
{
    public static void Ensure(string value, string name)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        if (value.Length != 6 || value.AsSpan().ContainsAnyExceptInRange('0', '9'))
            throw new ArgumentException("The value must be six digits.", name);
    }
}
