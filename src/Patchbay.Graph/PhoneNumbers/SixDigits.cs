namespace Patchbay.Graph.PhoneNumbers;

/// <summary>PINs and codes are six digits; a wrong guess counts, so it is better caught here.</summary>
internal static class SixDigits
{
    public static void Ensure(string value, string name)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        if (value.Length != 6 || value.AsSpan().ContainsAnyExceptInRange('0', '9'))
            throw new ArgumentException("Six digits are needed.", name);
    }
}
