using Patchbay.Emulator.Accounts;
using Patchbay.Emulator.Businesses;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.Templates;

namespace Patchbay.Emulator.Graph;

/// <summary>The table of contents: every area's operations and node types.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        .. OAuthOperations.Table,
        .. AppOperations.Table,
        .. BusinessOperations.Table,
        .. WabaOperations.Table,
        .. SubscribedAppsOperations.Table,
        .. PhoneOperations.Table,
        .. RegistrationOperations.Table,
        .. MessageOperations.Table,
        .. MediaOperations.Table,
        .. TemplateOperations.Table,
    ];

    public static IReadOnlyList<NodeType> NodeTypes { get; } =
    [
        AppOperations.Type, AppOperations.UserType,
        BusinessOperations.Type, BusinessOperations.PageType, BusinessOperations.DatasetType, BusinessOperations.CatalogType,
        WabaOperations.Type, PhoneOperations.Type, MediaOperations.Type, TemplateOperations.Type,
    ];
}
