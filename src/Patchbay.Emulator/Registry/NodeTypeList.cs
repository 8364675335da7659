using Patchbay.Emulator.Accounts;
using Patchbay.Emulator.Activities;
using Patchbay.Emulator.Businesses;
using Patchbay.Emulator.CreditLines;
using Patchbay.Emulator.Direct;
using Patchbay.Emulator.Flows;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Groups;
using Patchbay.Emulator.History;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Migrations;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.PreVerified;
using Patchbay.Emulator.Profiles;
using Patchbay.Emulator.Schedules;
using Patchbay.Emulator.Solutions;
using Patchbay.Emulator.Templates;

namespace Patchbay.Emulator.Registry;

/// <summary>What can be read: the shape of every node that has an id in the Graph API.</summary>
internal static class NodeTypeList
{
    public static IReadOnlyList<NodeType> All { get; } =
    [
        AppOperations.Type,
        AppOperations.UserType,
        BusinessOperations.Type,
        BusinessOperations.PageType,
        BusinessOperations.DatasetType,
        BusinessOperations.CatalogType,
        CreditOperations.LineType,
        CreditOperations.AllocationType,
        WabaOperations.Type,
        ActivityOperations.Type,
        PhoneOperations.Type,
        ProfileOperations.Type,
        AutomationOperations.Type,
        MediaOperations.Type,
        UploadOperations.Type,
        GroupOperations.Type,
        HistoryOperations.Type,
        TemplateOperations.Type,
        FlowOperations.Type,
        PreVerifiedOperations.Type,
        SolutionOperations.Type,
        MigrationOperations.Type,
        MobilityOperations.Type,
        ScheduleOperations.Type,
        InstagramOperations.Type,
        PersonOperations.MessengerType,
        PersonOperations.InstagramType,
    ];
}
