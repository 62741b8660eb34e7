"""The store, tried hard: killed clients, many writers, full disks, files that are none of ours."""
