//! Every rule of `decide`: given what happened, when somebody asks, then this comes of it.

mod acts;
mod bulk;
mod course;
mod entries;
mod fields;
mod milestones;
mod promises;
mod references;
mod reports;
mod settling;
mod taking_back;
mod trail;
mod workspace;
