using System.Text;

namespace Patchbay.Server.Platform.Secrets;

/// <summary>Where a secret is stored. The seal includes it, so a value copied to another row does not open.</summary>
public readonly record struct SecretPlace(Guid OrganizationId, string Table, string Row, string Column)
{
    internal byte[] AssociatedData(int keyVersion) =>
        Encoding.UTF8.GetBytes($"{OrganizationId}|{Table}|{Row}|{Column}|{keyVersion}");
}
